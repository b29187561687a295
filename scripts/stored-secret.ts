import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A random text that is made once and stored in a file below data/, readable by its owner only. */
export function storedSecret(
  name: string,
  make: () => string = () => randomBytes(32).toString('base64url'),
): string {
  const path = join('data', name);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  mkdirSync(dirname(path), { recursive: true });
  const secret = make();
  writeFileSync(path, `${secret}\n`, { mode: 0o600 });
  return secret;
}
