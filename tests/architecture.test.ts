import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

function listSources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return name === 'generated' ? [] : listSources(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

interface Import {
  from: string;
  /** A path below the root, or the name of a package. */
  to: string;
  isTypeOnly: boolean;
}

const importPattern =
  /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string): Import[] {
  const source = readFileSync(join(root, file), 'utf8');
  return [...source.matchAll(importPattern)].flatMap(([, , type, names = '', named, dynamic]) => {
    const specifier = named ?? dynamic;
    if (!specifier) return [];
    const isRelative = specifier.startsWith('.');
    const to = specifier.startsWith('@/')
      ? specifier.slice(2)
      : isRelative
        ? normalize(join(dirname(file), specifier))
        : specifier;
    const members = /^\{(.*)\}$/s.exec(names.trim())?.[1]?.split(',') ?? null;
    const allTypes =
      members?.every((member) => member.trim() === '' || member.trim().startsWith('type ')) ?? false;
    return [{ from: file, to, isTypeOnly: Boolean(type) || allTypes }];
  });
}

const sources = ['lib', 'app', 'prisma', 'scripts'].flatMap(listSources).concat('server.ts');
const imports = sources.flatMap(importsOf);

function offending(
  from: RegExp,
  to: RegExp,
  options: { valuesOnly?: boolean; except?: RegExp } = {},
): string[] {
  return imports
    .filter((one) => from.test(one.from) && to.test(one.to))
    .filter((one) => !(options.valuesOnly && one.isTypeOnly))
    .filter((one) => !options.except?.test(one.from))
    .map((one) => `${one.from} → ${one.to}`);
}

/** Packages that a module for browser and server alike, free of frameworks, must not know. */
const frameworks = /^(react|react-dom|next|next-auth|hono|@hono|@prisma|@libsql|pg)(\/|$)/;
const pure = /^lib\/(reference|reading|worksheets|pairing|results)\/|^lib\/questions\/(?!.*\.tsx$)/;

describe('the house', () => {
  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('keeps the rules free of frameworks and of the database', () => {
    expect(offending(/^lib\/(reference|reading|worksheets|pairing|results)\//, frameworks)).toEqual([]);
    expect(
      offending(/^lib\/questions\/.*(kind|samples|engine|rubric|signatures|tolerance)\.ts$/, frameworks),
    ).toEqual([]);
    expect(offending(pure, /^lib\/(server|api|generated)\/|^app\//)).toEqual([]);
    // Texts, how numbers are written and copying are all that widgets take from the page’s plumbing.
    expect(offending(/^lib\/questions\//, /^lib\/client\/(?!texts$|format-number$|copy-text$)/)).toEqual([]);
  });

  it('lets arrows point one way only', () => {
    expect(offending(/^lib\/(reference|reading)\//, /^lib\/(?!reference\/|reading\/)|^app\//)).toEqual([]);
    expect(offending(/^lib\/questions\//, /^lib\/(worksheets|results)\//)).toEqual([]);
    expect(offending(/^lib\/questions\//, /^lib\/(server|api)\//)).toEqual([]);
    expect(offending(/^lib\//, /^app\//)).toEqual([]);
    expect(offending(/^lib\/server\//, /^lib\/(api|client)\/|^app\//)).toEqual([]);
    expect(offending(/^lib\/api\//, /^lib\/client\/|^app\//)).toEqual([]);
    expect(offending(/^lib\/client\//, /^lib\/(server|api|worksheets|generated)\/|^app\//)).toEqual([]);
  });

  it('keeps graders, zod and mathjs out of what browsers load', () => {
    const browserSide = /widget\.tsx$|^lib\/client\/|^lib\/explorations\//;
    expect(offending(browserSide, /^(zod|mathjs|yaml|hono|@hono)(\/|$)/)).toEqual([]);
    expect(
      offending(browserSide, /^lib\/questions\/.*\/(kind|engine|rubric)$|^lib\/questions\/kinds$/, {
        valuesOnly: true,
      }),
    ).toEqual([]);
    expect(offending(browserSide, /^lib\/reference\/expression$/)).toEqual([]);
  });

  it('keeps the server out of every file that is marked for the browser', () => {
    const marked = sources.filter((file) =>
      /^['"]use client['"]/.test(readFileSync(join(root, file), 'utf8')),
    );
    const escaping = imports
      .filter(({ from, isTypeOnly }) => marked.includes(from) && !isTypeOnly)
      .filter(({ to }) => /^lib\/(server|api|generated|worksheets)\//.test(to))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(escaping).toEqual([]);
  });

  it('lets only the server and prisma/ know Prisma', () => {
    expect(
      offending(/^(lib|app|scripts)\//, /^@prisma\/|generated\/(sqlite|postgresql)/, {
        except: /^(lib\/server|scripts\/database)\//,
      }),
    ).toEqual([]);
  });

  it('lets four files at most know next-auth', () => {
    const knowing = new Set(imports.filter(({ to }) => /^next-auth(\/|$)/.test(to)).map(({ from }) => from));
    expect([...knowing].length).toBeLessThanOrEqual(4);
  });

  it('reads settings in one place', () => {
    const reading = sources.filter(
      (file) => /^(lib|app)\//.test(file) && readFileSync(join(root, file), 'utf8').includes('process.env'),
    );
    expect(reading).toEqual(['lib/server/env.ts']);
  });

  it('lists every folder of a question kind', () => {
    const folders = readdirSync(join(root, 'lib/questions/kinds'));
    const listed = (list: string) =>
      importsOf(join('lib/questions', list)).map(({ to }) => relative('lib/questions/kinds', to));
    expect(folders.filter((name) => !listed('kinds.ts').some((to) => to.startsWith(`${name}/`)))).toEqual([]);
    expect(folders.filter((name) => !listed('widgets.tsx').some((to) => to.startsWith(`${name}/`)))).toEqual(
      [],
    );
    expect(folders.filter((name) => !listed('reviews.tsx').some((to) => to.startsWith(`${name}/`)))).toEqual(
      [],
    );
  });
});
