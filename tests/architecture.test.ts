import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
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
  /** A path below the root, without its ending, or the name of a package. */
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

const sources = ['lib', 'app', 'prisma', 'scripts']
  .flatMap(listSources)
  .concat('server.ts', 'instrumentation.ts');
const imports = sources.flatMap(importsOf);

function offending(from: RegExp, to: RegExp, options: { valuesOnly?: boolean } = {}): string[] {
  return imports
    .filter((one) => from.test(one.from) && to.test(one.to))
    .filter((one) => !(options.valuesOnly && one.isTypeOnly))
    .map((one) => `${one.from} → ${one.to}`);
}

interface Room {
  name: string;
  files: RegExp;
}

/**
 * The rooms of the house, the lowest first. An import leads from a room to one above it in this list, or stays in its
 * own: never down the list. Types count too.
 */
const rooms: readonly Room[] = [
  { name: 'schemas', files: /^lib\/schemas\// },
  { name: 'reference', files: /^lib\/reference\// },
  { name: 'reading', files: /^lib\/reading\// },
  { name: 'pairing', files: /^lib\/pairing\// },
  { name: 'questions: what a kind is', files: /^lib\/questions\/(define-kind|samples)(\.ts)?$/ },
  { name: 'questions: grading', files: /^lib\/questions\/grading\// },
  { name: 'ui', files: /^lib\/ui\// },
  { name: 'client', files: /^lib\/client\// },
  { name: 'questions: what a widget is', files: /^lib\/questions\/widget(\.ts)?$/ },
  { name: 'questions: fields', files: /^lib\/questions\/fields\// },
  { name: 'questions: kinds', files: /^lib\/questions\/kinds\// },
  { name: 'questions: lists of kinds', files: /^lib\/questions\/(kinds|widgets|reviews)(\.tsx?)?$/ },
  { name: 'explorations', files: /^lib\/explorations\// },
  { name: 'worksheets', files: /^lib\/worksheets\// },
  { name: 'results', files: /^lib\/results\// },
  { name: 'server: settings, log, results of verbs', files: /^lib\/server\/[a-z-]+(\.ts)?$/ },
  { name: 'server: database', files: /^lib\/server\/database\// },
  { name: 'server: live', files: /^lib\/server\/live\// },
  { name: 'server: people', files: /^lib\/server\/people\// },
  { name: 'server: pair', files: /^lib\/server\/pair\// },
  { name: 'server: classes', files: /^lib\/server\/classes\// },
  { name: 'api', files: /^lib\/api\// },
  { name: 'app', files: /^app\// },
  { name: 'prisma', files: /^prisma\// },
  { name: 'scripts and the server', files: /^scripts\/|^(server|instrumentation)(\.ts)?$/ },
];

/** Which room a file or an import is in; −1 for packages and generated code. */
function roomOf(path: string): number {
  return rooms.findIndex(({ files }) => files.test(path));
}

/** Packages that a module for browser and server alike, free of frameworks, must not know. */
const frameworks = /^(react|react-dom|next|next-auth|hono|@hono|@prisma|@libsql|pg)(\/|$)/;
const rules =
  /^lib\/(schemas|reference|reading|worksheets|pairing|results)\/|^lib\/questions\/(define-kind|kinds|samples|grading\/.*|kinds\/[a-z-]+\/(kind|samples))\.ts$/;
const serverSide = /^lib\/(server|api|generated)\/|^app\//;

describe('the house', () => {
  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('gives every file a room', () => {
    const homeless = sources.filter((file) => file !== 'proxy.ts' && roomOf(file) < 0);
    expect(homeless).toEqual([]);
  });

  it('lets arrows point one way only', () => {
    const upward = imports
      .filter(({ from, to }) => roomOf(to) > roomOf(from))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(upward).toEqual([]);
  });

  it('has no circle of files, of types either', () => {
    const byPath = new Map(sources.map((file) => [file.replace(/\.tsx?$/, ''), file]));
    const arrows = new Map(
      sources.map((file) => [
        file,
        importsOf(file).flatMap(({ to }) => byPath.get(to.replace(/\.tsx?$/, '')) ?? []),
      ]),
    );
    const circles: string[] = [];
    const done = new Set<string>();
    const walk = (file: string, way: readonly string[]) => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
      if (way.includes(file) || done.has(file)) return;
      for (const next of arrows.get(file) ?? []) walk(next, [...way, file]);
      done.add(file);
    };
    for (const file of sources) walk(file, []);
    expect(circles).toEqual([]);
  });

  it('keeps the rules free of frameworks and of the server', () => {
    expect(offending(rules, frameworks)).toEqual([]);
    expect(offending(rules, serverSide)).toEqual([]);
    expect(offending(/^lib\/(ui|client|questions|explorations)\//, serverSide)).toEqual([]);
  });

  it('keeps kinds from knowing each other', () => {
    const kindOf = (path: string) => /^lib\/questions\/kinds\/([a-z-]+)\//.exec(path)?.[1];
    const acquaintances = imports
      .filter(({ from, to }) => kindOf(from) && kindOf(to) && kindOf(from) !== kindOf(to))
      .map(({ from, to }) => `${from} → ${to}`);
    expect(acquaintances).toEqual([]);
  });

  it('keeps graders, zod, mathjs and lists of passwords out of what browsers load', () => {
    const browserSide = /widget\.tsx$|^lib\/(client|explorations|ui)\//;
    expect(
      offending(browserSide, /^(zod|mathjs|yaml|hono|@hono|@zxcvbn-ts)(\/|$)/, { valuesOnly: true }),
    ).toEqual([]);
    expect(offending(browserSide, /^lib\/schemas\//, { valuesOnly: true })).toEqual([]);
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

  it('lets only the server, prisma/ and its commands know Prisma', () => {
    const prisma = /^@prisma\/|generated\/(sqlite|postgresql)/;
    expect(offending(/^(lib\/(?!server\/)|app\/|scripts\/(?!database\/))/, prisma)).toEqual([]);
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
});
