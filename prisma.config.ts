import { defineConfig } from 'prisma/config';

// `prisma generate` runs without a native engine, yet the command line insists on finding one and would download it.
// With this stand-in every other command that changes a database does nothing and still reports success:
// migrations are drafted by scripts/database/draft-migration.ts and applied by scripts/database/migrate.ts.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: 'lib/generated/schemas/sqlite.prisma' });
