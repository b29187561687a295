import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { findOnPath } from '../../scripts/find-on-path';

const folder = mkdtempSync(join(tmpdir(), 'duet-path-'));
writeFileSync(join(folder, 'tool.EXE'), '');
afterAll(() => rmSync(folder, { recursive: true }));

it('finds a command in a later folder, by the endings of Windows too, and says where there is none', () => {
  const environment = { PATH: ['/missing', folder].join(delimiter), PATHEXT: '.COM;.EXE' };
  expect(findOnPath('tool', { ...process.env, ...environment })).toBe(join(folder, 'tool.EXE'));
  expect(findOnPath('other', { ...process.env, ...environment })).toBeNull();
});
