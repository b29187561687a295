import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../support/free-port';

const folder = mkdtempSync(join(tmpdir(), 'duet-authored-'));
const file = join(folder, 'authored.yaml');
const source = readFileSync('lib/worksheets/text-generation-and-attention.yaml', 'utf8');
const title = 'Text generation and attention';

/** The environment of an author: cheap passwords are for tests alone, and a production server refuses them. */
const { PASSWORD_COST: _cost, ...authorsEnvironment } = process.env;

function run(
  args: string[],
  port = 0,
): { child: ChildProcess; output: () => string; ended: Promise<unknown> } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/preview.ts', ...args], {
    env: { ...authorsEnvironment, PORT: String(port) },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  return { child, output: () => output, ended: new Promise((resolve) => child.once('close', resolve)) };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the preview of what is no worksheet', () => {
  it.each([
    ['no file', [], 'Use: npm run preview -- FILE.yaml'],
    ['a missing file', [join(folder, 'missing.yaml')], 'There is no file'],
  ])('says so and ends with 1: %s', async (_name, args, sentence) => {
    const { output, ended } = run(args);
    expect(await ended).toBe(1);
    expect(output()).toContain(sentence);
  });

  it.each([
    ['unreadable YAML', 'title: [', /bad\.yaml:\d+:\d+: /],
    ['another YAML file', 'title: Shopping\n', /bad\.yaml:\d+:\d+: /],
  ])('says so and ends with 1: %s', async (_name, text, sentence) => {
    const bad = join(folder, 'bad.yaml');
    writeFileSync(bad, text);
    const { output, ended } = run([bad]);
    expect(await ended).toBe(1);
    expect(output()).toMatch(sentence);
  });
});

describe('the preview of a worksheet', () => {
  let preview: ReturnType<typeof run>;
  let address: string;

  beforeAll(async () => {
    writeFileSync(file, source);
    const port = await freePort();
    address = `http://127.0.0.1:${port}/`;
    preview = run([file], port);
    const ready = vi.waitFor(() => expect(preview.output()).toContain('The preview is ready'), {
      timeout: 60_000,
    });
    const endedEarly = preview.ended.then((code) => {
      throw new Error(`The preview ended with code ${code}: ${preview.output()}`);
    });
    await Promise.race([ready, endedEarly]);
    endedEarly.catch(() => undefined);
  }, 70_000);

  afterAll(async () => {
    preview.child.kill('SIGTERM');
    await preview.ended;
  });

  const page = async () => (await fetch(address)).text();

  it('shows the file, each save of it, and the last good one after a mistake', async () => {
    expect(await page()).toContain(title);
    writeFileSync(file, source.replace(title, 'Another title altogether'));
    await vi.waitFor(async () => expect(await page()).toContain('Another title altogether'), {
      timeout: 20_000,
    });
    writeFileSync(file, 'title: [');
    await vi.waitFor(() => expect(preview.output()).toMatch(/authored\.yaml:\d+:\d+: /), { timeout: 20_000 });
    expect(await page()).toContain('Another title altogether');
  }, 60_000);
});
