import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The path of a command on the PATH, or null. Windows names its commands by endings, which PATHEXT lists. */
export function findOnPath(name: string, environment: NodeJS.ProcessEnv = process.env): string | null {
  const endings = ['', ...(environment.PATHEXT?.split(';') ?? [])];
  const folders = (environment.PATH ?? environment.Path ?? '').split(delimiter).filter(Boolean);
  for (const folder of folders) {
    for (const ending of endings) {
      const path = join(folder, `${name}${ending}`);
      if (isFile(path)) return path;
    }
  }
  return null;
}
