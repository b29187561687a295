import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { ensureBuild, ensureClients } from './build';
import { ensureDemoAccounts } from './demo-accounts';
import { endTogether, loadOrStop, runStep, stopWith, typescript } from './steps';
import { storedSecret } from './stored-secret';

const { port, host } = await loadOrStop(async () => (await import('../lib/server/env')).env);

function isFree(): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

function localNetworkAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}`);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  stopWith(`Duet needs Node 20.19 or newer (24 is best); this is ${process.versions.node}.`);
}
if (!(await isFree()))
  stopWith(`Port ${port} on ${host} is taken: stop what serves there, or set PORT to another number.`);

process.env.AUTH_SECRET ||= storedSecret('auth-secret');
await ensureClients();
await runStep(
  'Bringing the database up to date',
  process.execPath,
  typescript('scripts/database/migrate.ts'),
);
await ensureBuild();
const accounts = await ensureDemoAccounts();

const server = spawn(process.execPath, ['scripts/start.js'], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn' },
});
server.on('exit', (code) => process.exit(code ?? 1));
endTogether(server);
server.on('message', (message) => {
  if (message !== 'listening') return;
  const address = `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
  const network =
    host === '0.0.0.0'
      ? ['On the local network:', ...localNetworkAddresses().map((found) => `  ${found}`)]
      : ['For phones on the local network, start it with HOST=0.0.0.0.'];
  process.stdout.write(
    [
      '',
      `Duet is ready: ${address}`,
      ...network,
      '',
      ...accounts,
      '',
      'Ctrl+C stops it. Everything that was done is stored.',
      '',
    ].join('\n'),
  );
});
