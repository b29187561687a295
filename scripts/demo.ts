import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { ensureBuild, ensureClients } from './build';
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

/** Easy to read out in a room: no letters that look alike. */
function readablePassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const word = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return `${word()}-${word()}-${word()}`;
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
process.env.DEMO_PASSWORD ||= storedSecret('demo-password', readablePassword);
await ensureClients();
await runStep(
  'Bringing the database up to date',
  process.execPath,
  typescript('scripts/database/migrate.ts'),
);
await ensureBuild();
await runStep('Filling the demo class', process.execPath, typescript('scripts/seed-demo.ts'));

const server = spawn(process.execPath, typescript('server.ts'), {
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
      `Password of every demo account: ${process.env.DEMO_PASSWORD}`,
      '  grace@demo.test   instructor',
      '  ada@demo.test     student, nothing done yet (so are alan@, edith@ and kurt@demo.test)',
      '',
      'Ctrl+C stops it; what was done is kept.',
      '',
    ].join('\n'),
  );
});
