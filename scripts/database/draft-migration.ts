import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '../../lib/server/database/migrations';
import { sentenceOf, stopWith } from '../steps';
import { draftSql } from './schema-engine';

const MODELS = join(import.meta.dirname, '../../prisma/models.prisma');
/** The models as of the newest migration; the next draft starts from them. */
const MIGRATED_MODELS = join(import.meta.dirname, '../../prisma/migrations/migrated-models.prisma');

/** Writes the next migration of both histories from what has changed in models.prisma since the newest one. */
async function draftMigration(name: string): Promise<void> {
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) throw new Error('Name the change in lower_case_words.');
  const models = readFileSync(MODELS, 'utf8');
  const migrated = existsSync(MIGRATED_MODELS) ? readFileSync(MIGRATED_MODELS, 'utf8') : null;
  const drafts = await Promise.all(
    (['sqlite', 'postgresql'] as const).map(async (kind) => {
      const folder = migrationsFolder(kind);
      mkdirSync(folder, { recursive: true });
      const number = String(readdirSync(folder).length + 1).padStart(4, '0');
      return { folder: join(folder, `${number}_${name}`), sql: await draftSql(kind, migrated, models) };
    }),
  );
  // The engine writes a comment where nothing changes.
  if (drafts.every(({ sql }) => !/^[A-Z]/m.test(sql))) throw new Error('The models have not changed.');
  for (const { folder, sql } of drafts) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'migration.sql'), sql);
    console.log(join(folder, 'migration.sql'));
  }
  writeFileSync(MIGRATED_MODELS, models);
  console.log('Read both before they run anywhere: data that a change loses is not warned of.');
}

try {
  await draftMigration(process.argv[2] ?? '');
} catch (error) {
  stopWith(sentenceOf(error));
}
