import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

interface Weight {
  bytes: number;
  files: number;
}

/** Collects all JavaScript that a page loads from now on; `weigh` returns its size, in bytes as gzip sends them. */
function listenForScripts(page: Page): () => Promise<Weight> {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script' && response.ok())
      scripts.set(response.url(), response.body());
  });
  return async () => {
    const bodies = await Promise.all(scripts.values());
    return { bytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0), files: bodies.length };
  };
}

/** Opens a page and waits until nothing more comes. */
async function open(page: Page, address: string): Promise<() => Promise<Weight>> {
  const weigh = listenForScripts(page);
  await page.goto(address, { waitUntil: 'load' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(async () => (await weigh()).files, { intervals: [1_500, 1_500] }).toBeGreaterThan(0);
  return weigh;
}

test('the worksheet page loads at most 230 KB of JavaScript, and a figure to play with at most 25 KB more', async ({
  pair: { ada },
  signIn,
  room,
}) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const fresh = await signIn(first);
  const weigh = await open(fresh, ada.page.url());
  const { bytes, files } = await weigh();
  test.info().annotations.push({ type: 'weight', description: `${bytes} bytes in ${files} files` });
  process.stdout.write(
    `  worksheet page: ${(bytes / 1024).toFixed(1)} KB of JavaScript, gzipped, in ${files} files\n`,
  );
  expect(bytes).toBeLessThanOrEqual(230 * 1024);

  let before = bytes;
  for (const [name, content] of [
    ['Temperature lab', 'Lock in my prediction'],
    ['Sampling bench', 'Draw 1,000'],
  ] as const) {
    await fresh.getByRole('button', { name: `Open ${name}` }).click();
    await expect(fresh.getByRole('button', { name: content })).toBeVisible();
    const after = (await weigh()).bytes;
    expect(after, name).toBeGreaterThan(before);
    expect(after - before, name).toBeLessThanOrEqual(25 * 1024);
    before = after;
  }
});

test("the instructor's page loads at most 280 KB of JavaScript", async ({ room, pair, signIn }) => {
  await pair.ada.typeCell(1, 1, '1');
  const grace = await signIn(room.instructor);
  const weigh = await open(grace, `/sections/${room.sectionId}/results`);
  const { bytes, files } = await weigh();
  process.stdout.write(
    `  results page: ${(bytes / 1024).toFixed(1)} KB of JavaScript, gzipped, in ${files} files\n`,
  );
  expect(bytes).toBeLessThanOrEqual(280 * 1024);
});
