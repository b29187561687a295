import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PreparedPart } from '@/lib/questions/define-kind';
import { kinds } from '@/lib/questions/kinds';
import { findReview } from '@/lib/questions/reviews';
import type { SamplePart } from '@/lib/questions/samples';
import { findWidget } from '@/lib/questions/widgets';
import type { Json } from '@/lib/schemas/json';
import { leakedSecrets } from '../support/leaked-secrets';

const root = join(process.cwd(), 'lib/questions/kinds');
const folders = readdirSync(root).filter((name) => existsSync(join(root, name, 'kind.ts')));

/** What a response holds at a field's path. */
function valueAt(response: Json, path: string): Json | undefined {
  let value: Json | undefined = response;
  for (const step of path === '' ? [] : path.split('/')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Array.isArray(value) ? value[Number(step)] : value[step];
  }
  return value;
}

function fieldsOf(part: PreparedPart, response: Json): Map<string, Json> {
  const fields = new Map<string, Json>();
  for (const path of part.fieldPaths) {
    const value = valueAt(response, path);
    if (value !== undefined) fields.set(path, value);
  }
  return fields;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/** The response with one of its leaves replaced. */
function withLeaf(response: Json, pick: number, leaf: Json): Json {
  if (Array.isArray(response) && response.length > 0) {
    const at = pick % response.length;
    return response.map((inner, index) => (index === at ? withLeaf(inner, pick >>> 3, leaf) : inner));
  }
  if (typeof response === 'object' && response !== null && !Array.isArray(response)) {
    const names = Object.keys(response);
    const name = names[pick % Math.max(1, names.length)];
    return name === undefined
      ? leaf
      : { ...response, [name]: withLeaf(response[name] ?? null, pick >>> 3, leaf) };
  }
  return leaf;
}

const anyJson = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const anyLeaf: fc.Arbitrary<Json> = fc.oneof(
  anyJson,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.stringMatching(/^[-+0-9.,/eE%^* ()∞½a-z]{0,30}$/),
);

async function samplesOf(folder: string): Promise<readonly SamplePart[]> {
  const { samples }: { samples: readonly SamplePart[] } = await import(
    `@/lib/questions/kinds/${folder}/samples.ts`
  );
  return samples;
}

it('lists every kind that has a folder under the name of the folder, with its widget and its review', () => {
  expect([...kinds.keys()].sort()).toEqual([...folders].sort());
  expect(folders.filter((name) => findWidget(name) === null)).toEqual([]);
  expect(folders.filter((name) => findReview(name) === null)).toEqual([]);
});

describe('a revealed key', () => {
  const spec = { steps: ['log', 'divide', 'draw'] };
  const key = {
    order: ['log', 'divide', 'draw'],
    signatures: [{ code: 'drawn-first', order: ['draw', 'log', 'divide'], feedback: 'What is drawn from?' }],
  };

  it('may name its members as it likes', () => {
    for (const name of ['order', 'code', 'match', 'near', 'test'])
      expect(leakedSecrets({ spec, key }, { [name]: key.order })).toEqual([]);
  });

  it('holds nothing that only says how responses are read', () => {
    expect(leakedSecrets({ spec, key }, { order: key.order, wrong: ['drawn-first'] })).toEqual([
      'drawn-first',
    ]);
    expect(leakedSecrets({ spec, key }, ['Ask: What is drawn from?'])).toEqual(['What is drawn from?']);
  });
});

describe.each(folders)('%s', async (folder) => {
  const kind = kinds.get(folder);
  if (kind === undefined) throw new Error(`${folder} is not registered`);
  const parts = (await samplesOf(folder)).map((part) => ({
    ...part,
    prepared: kind.preparePart(part.spec, part.key),
  }));
  const samples = parts.flatMap((part) => part.samples.map((sample) => ({ part, sample })));

  it.each(samples.map(({ part, sample }) => [`${part.title}: ${sample.title}`, part, sample] as const))(
    'grades %s',
    (_title, part, sample) => {
      const grading = part.prepared.grade(sample.response, part.points);
      expect(grading.outcome).toBe(sample.outcome);
      expect(grading.earned).toBe(sample.earned ?? 0);
      expect(grading.feedback.map(({ code }) => code)).toEqual(expect.arrayContaining(sample.codes ?? []));
      expect('signature' in grading ? grading.signature : undefined).toBe(sample.signature);
    },
  );

  it('has samples of every outcome that can be told at once', () => {
    const outcomes = new Set(samples.map(({ sample }) => sample.outcome));
    expect(outcomes).toContain('correct');
    expect(outcomes).toContain('ungradable');
    expect(outcomes.has('incorrect') || outcomes.has('needs-review')).toBe(true);
  });

  it('keeps every grade between 0 and its total and in step with its outcome', () => {
    for (const { part, sample } of samples) {
      for (const points of [part.points, 0.1, 7]) {
        const { outcome, earned, total } = part.prepared.grade(sample.response, points);
        expect(total).toBe(points);
        expect(earned).toBeGreaterThanOrEqual(0);
        expect(earned).toBeLessThanOrEqual(points);
        if (outcome === 'correct') expect(earned).toBe(points);
        if (outcome === 'incorrect' || outcome === 'ungradable') expect(earned).toBe(0);
        if (outcome === 'partial') expect(earned > 0 && earned < points).toBe(true);
      }
    }
  });

  it('grades the same response the same every time, and leaves it as it was', () => {
    for (const { part, sample } of samples) {
      const frozen = deepFreeze(structuredClone(sample.response));
      const again = kind.preparePart(part.spec, part.key).grade(frozen, part.points);
      expect(again).toEqual(part.prepared.grade(sample.response, part.points));
    }
  });

  it('calls nothing entered blank, and blank ungradable', () => {
    for (const { prepared, points } of parts) {
      const blank = prepared.responseFromFields(new Map());
      expect(prepared.isBlank(blank)).toBe(true);
      expect(prepared.grade(blank, points).outcome).toBe('ungradable');
    }
    for (const { part, sample } of samples) {
      if (sample.outcome === 'ungradable') continue;
      expect(part.prepared.isBlank(sample.response), sample.title).toBe(false);
    }
  });

  it('gives back the response that stands in the fields', () => {
    for (const { part, sample } of samples) {
      if (sample.fromScript || sample.codes?.includes('wrong-shape')) continue;
      const { prepared, points } = part;
      const fields = fieldsOf(prepared, sample.response);
      const response = prepared.responseFromFields(fields);
      expect(Object.fromEntries(fieldsOf(prepared, response)), sample.title).toMatchObject(
        Object.fromEntries(fields),
      );
      expect(prepared.grade(response, points), sample.title).toEqual(prepared.grade(sample.response, points));
      if (sample.outcome !== 'ungradable') {
        for (const [path, value] of fields) expect(prepared.acceptsField(path, value), path).toBe(true);
      }
    }
  });

  it('takes no value for a path that is no field', () => {
    for (const { prepared } of parts) {
      for (const path of ['nowhere', '-1/0', '0/999', '999', '__proto__', 'weights/0/0/0', '0/0/', ' ']) {
        expect(prepared.acceptsField(path, '1')).toBe(false);
        expect(prepared.checkField(path, '1')).toBeNull();
      }
      expect(new Set(prepared.fieldPaths).size).toBe(prepared.fieldPaths.length);
    }
  });

  it('never throws, whatever JSON comes', () => {
    const anyPart = fc.constantFrom(...samples);
    fc.assert(
      fc.property(anyPart, fc.nat(), anyLeaf, ({ part, sample }, pick, leaf) => {
        const { prepared, points } = part;
        for (const response of [leaf, withLeaf(sample.response, pick, leaf)]) {
          const grading = prepared.grade(response, points);
          expect(grading.total).toBe(points);
          expect(grading.earned >= 0 && grading.earned <= points).toBe(true);
          if (prepared.isBlank(response)) expect(grading.outcome).toBe('ungradable');
        }
        const path = prepared.fieldPaths[pick % prepared.fieldPaths.length] ?? '';
        const isAccepted = prepared.acceptsField(path, leaf);
        prepared.checkField(path, leaf);
        const fromFields = prepared.responseFromFields(new Map([[path, leaf]]));
        const graded = prepared.grade(fromFields, points);
        if (isAccepted) expect(graded.feedback.map(({ code }) => code)).not.toContain('wrong-shape');
      }),
      { numRuns: 1000 },
    );
  });

  it('shows in a turned page nothing that only says how responses are read', () => {
    for (const part of parts) expect(leakedSecrets(part, part.prepared.toRevealedKey())).toEqual([]);
  });

  it('has a spec that is plain JSON and has no room for a key', () => {
    for (const { prepared, spec, key } of parts) {
      expect(JSON.parse(JSON.stringify(prepared.spec))).toEqual(prepared.spec);
      expect(prepared.spec).toMatchObject(spec as object);
      for (const [name, value] of Object.entries(key as object)) {
        if (name in (spec as object)) continue;
        expect(() => kind.preparePart({ ...(spec as object), [name]: value }, key)).toThrow();
      }
    }
  });

  it('tells an author where a key does not fit', () => {
    for (const { spec } of parts) {
      expect(() => kind.preparePart(spec, { nonsense: true })).toThrow(
        expect.objectContaining({ name: 'AuthoringError', path: expect.arrayContaining(['key']) }),
      );
      expect(() => kind.preparePart({ nonsense: true }, {})).toThrow(
        expect.objectContaining({ name: 'AuthoringError', path: expect.arrayContaining(['spec']) }),
      );
    }
  });
});
