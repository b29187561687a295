/**
 * Shows a worksheet file as a student sees it, again on every save: `npm run preview -- FILE.yaml`. Everything typed
 * there is gone at the end.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadWorksheet } from '../lib/worksheets/load';
import { ensureBuild, ensureClients } from './build';
import { watchFile } from './preview/watch-file';
import { endTogether, runStep, sentenceOf, stopWith, typescript } from './steps';

const usage = 'Use: npm run preview -- FILE.yaml';

function readWorksheet(file: string) {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Error(`There is no file ${file}.`);
  const source = readFileSync(file, 'utf8');
  return { ...loadWorksheet(source, basename(file)), source };
}

function loadFirst(file: string) {
  try {
    return readWorksheet(file);
  } catch (error) {
    return stopWith(sentenceOf(error));
  }
}

const [file, ...others] = process.argv.slice(2);
if (!file || others.length > 0) stopWith(usage);
const first = loadFirst(file);

const port = Number(process.env.PORT ?? 3000);
const folder = mkdtempSync(join(tmpdir(), 'duet-preview-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
Object.assign(process.env, {
  PORT: String(port + 1),
  HOST: '127.0.0.1',
  DATABASE_URL: `file:${join(folder, 'preview.db')}`,
  AUTH_SECRET: randomBytes(32).toString('base64url'),
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
});
delete process.env.APP_URL;

await ensureClients();
await runStep('Making a database', process.execPath, typescript('scripts/database/migrate.ts'));
await ensureBuild();

const { makePreviewClass } = await import('./preview/preview-class');
const previewClass = await makePreviewClass();
let pairSessionId = await previewClass.show(first);

const server = spawn(process.execPath, ['scripts/start.js'], {
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  env: { ...process.env, NODE_ENV: 'production' },
});
server.on('exit', (code) => process.exit(code ?? 1));
endTogether(server);

function warn(warnings: typeof first.warnings): void {
  for (const { message, line, column } of warnings) {
    process.stdout.write(`${file}:${line}:${column}: ${message}\n`);
  }
}

async function showAgain(path: string): Promise<void> {
  try {
    const saved = readWorksheet(path);
    pairSessionId = await previewClass.show(saved);
    process.stdout.write('Saved: the page shows the new version.\n');
    warn(saved.warnings);
  } catch (error) {
    process.stdout.write(`${sentenceOf(error)}\nThe page still shows the last version without mistakes.\n`);
  }
}

server.on('message', async (message) => {
  if (message !== 'listening') return;
  const { servePreview } = await import('./preview/serve-preview');
  try {
    await servePreview({
      port,
      appPort: port + 1,
      signInCookie: previewClass.signInCookie,
      pathToShow: () => `/pair-sessions/${pairSessionId}`,
    });
  } catch (error) {
    server.kill();
    stopWith(`Cannot listen on 127.0.0.1:${port}: ${sentenceOf(error)}`);
  }
  watchFile(file, () => showAgain(file));
  warn(first.warnings);
  process.stdout.write(
    `\nThe preview is ready: http://127.0.0.1:${port}\nIt follows every save of ${file}. Ctrl+C stops it.\n`,
  );
});
