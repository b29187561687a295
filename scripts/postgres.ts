import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const localAddress = 'postgresql://postgres@127.0.0.1:5432/postgres';

function answers(address: string): boolean {
  const probe = `
    import pg from 'pg';
    const client = new pg.Client({ connectionString: process.argv[1], connectionTimeoutMillis: 3000 });
    await client.connect();
    await client.end();
  `;
  return spawnSync(process.execPath, ['--input-type=module', '-e', probe, address]).status === 0;
}

/** Starts a PostgreSQL that Debian's package has installed here. */
function startInstalled(): void {
  let versions: string[] = [];
  try {
    versions = readdirSync('/etc/postgresql');
  } catch {
    return;
  }
  for (const version of versions) {
    spawnSync('pg_ctlcluster', ['--skip-systemctl-redirect', version, 'main', 'start']);
  }
}

/**
 * The address of a PostgreSQL for tests: TEST_POSTGRES_URL, else one that answers on this machine, else one that is
 * installed here and could be started; null when there is none.
 */
export function findPostgres(): string | null {
  const given = process.env.TEST_POSTGRES_URL;
  if (given) return given;
  if (answers(localAddress)) return localAddress;
  startInstalled();
  return answers(localAddress) ? localAddress : null;
}
