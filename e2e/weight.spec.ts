import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Collects all JavaScript a page loads, in bytes as gzip sends them, until nothing more comes. */
async function weigh(page: Page, address: string): Promise<{ bytes: number; files: number }> {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script' && response.ok())
      scripts.set(response.url(), response.body());
  });
  await page.goto(address, { waitUntil: 'load' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect.poll(async () => scripts.size, { intervals: [1_500, 1_500] }).toBeGreaterThan(0);
  const bodies = await Promise.all(scripts.values());
  return { bytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0), files: bodies.length };
}

test('the worksheet page loads at most 230 KB of JavaScript', async ({ pair: { ada }, signIn, room }) => {
  const [first] = room.students;
  if (!first) throw new Error('a class has students');
  const fresh = await signIn(first);
  const { bytes, files } = await weigh(fresh, ada.page.url());
  test.info().annotations.push({ type: 'weight', description: `${bytes} bytes in ${files} files` });
  process.stdout.write(
    `  worksheet page: ${(bytes / 1024).toFixed(1)} KB of JavaScript, gzipped, in ${files} files\n`,
  );
  expect(bytes).toBeLessThanOrEqual(230 * 1024);
});

test("the instructor's page loads at most 280 KB of JavaScript", async ({ room, pair, signIn }) => {
  await pair.ada.typeCell(1, 1, '1');
  const grace = await signIn(room.instructor);
  const { bytes, files } = await weigh(grace, `/sections/${room.sectionId}/results`);
  process.stdout.write(
    `  results page: ${(bytes / 1024).toFixed(1)} KB of JavaScript, gzipped, in ${files} files\n`,
  );
  expect(bytes).toBeLessThanOrEqual(280 * 1024);
});
