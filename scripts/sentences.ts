/** Prints every sentence a person can read, as `file:line: sentence`, sorted by file: `npm run -s sentences`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentencesOf } from './sentences/sentences-of';

const folders = ['app', 'lib', 'scripts', 'prisma'];

const files = folders
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$|[\\/](generated|samples)[\\./]/.test(file))
  .sort();

for (const file of files) {
  for (const { line, text } of sentencesOf(file, readFileSync(file, 'utf8'))) {
    process.stdout.write(`${file}:${line}: ${text.replace(/\s+/g, ' ')}\n`);
  }
}
