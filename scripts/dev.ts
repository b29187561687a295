import { spawn } from 'node:child_process';
import { ensureClients } from './build';
import { ensureDemoAccounts } from './demo-accounts';
import { endTogether, runStep, typescript } from './steps';
import { storedSecret } from './stored-secret';

process.env.AUTH_SECRET ||= storedSecret('auth-secret');
await ensureClients();
await runStep(
  'Bringing the database up to date',
  process.execPath,
  typescript('scripts/database/migrate.ts'),
);
const accounts = await ensureDemoAccounts();
process.stdout.write(`\n${accounts.join('\n')}\n\n`);
// The development server can read any source file it is asked for, so it listens on this machine only.
const port = process.env.PORT ?? '3000';
const server = spawn(
  process.execPath,
  ['node_modules/next/dist/bin/next', 'dev', '--hostname', '127.0.0.1', '--port', port],
  { stdio: 'inherit' },
);
server.on('exit', (code) => process.exit(code ?? 1));
endTogether(server);
