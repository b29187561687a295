import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExplorationName } from '@/lib/explorations/names';
import { readDistribution, readParts } from '@/lib/explorations/settings';
import { responsesOf } from '@/lib/explorations/temperature-lab/stored-prediction';
import { shareOut } from '@/lib/questions/fields/balance';
import type { Json } from '@/lib/schemas/json';
import { listWorksheets } from '@/lib/worksheets/catalogue';
import { drawValues } from '@/lib/worksheets/draws';
import { loadWorksheet } from '@/lib/worksheets/load';
import { toPublicWorksheet } from '@/lib/worksheets/worksheet';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';

/** All that each exploration may store, by the name of the part that it goes to. */
const storedBy: Record<ExplorationName, (outcomes: readonly string[]) => Record<string, Json[]>> = {
  'temperature-lab': (outcomes) => {
    const percents = shareOut(
      100,
      outcomes.map(() => 1),
    );
    const [low, high] = [responsesOf({ level: 'low', percents }), responsesOf({ level: 'high', percents })];
    return { bars: [low.bars], level: [low.level, high.level] };
  },
  'sampling-bench': () => ({}),
  'code-reader': () => ({}),
  'trained-attention': () => ({}),
};

const entries = [...listWorksheets().values()];

/** Every name of an object anywhere in a value. */
function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)]);
}

it('finds the first worksheet', () => {
  expect(listWorksheets().get('text-generation-and-attention')?.worksheet.title).toBe(
    'Text generation and attention',
  );
});

it('lists the worksheets in the order of their titles', () => {
  expect(Array.from(listWorksheets().values(), ({ worksheet }) => worksheet.title)).toEqual([
    'Text generation and attention',
    'What a positive test means',
  ]);
});

describe.each(entries.map((entry) => [entry.fileName, entry] as const))(
  '%s',
  (fileName, { worksheet, source }) => {
    const parts = [...worksheet.parts.values()];

    it('loads without a warning', () => {
      expect(loadWorksheet(source, fileName).warnings).toEqual([]);
    });

    it('has a place in its parts for all that its explorations store', () => {
      const blocks = worksheet.questions.flatMap(({ body }) => body);
      for (const block of blocks) {
        if (block.type !== 'exploration') continue;
        const named = readParts(block.with);
        const stored = storedBy[block.name](readDistribution(block.with).outcomes);
        expect(Object.keys(stored)).toEqual(expect.arrayContaining(Object.keys(named)));
        for (const [name, responses] of Object.entries(stored)) {
          const part = worksheet.parts.get(named[name] ?? '');
          const refused = responses.filter(
            (response) => part?.prepared.grade(response, part.points).outcome === 'ungradable',
          );
          expect([name, refused]).toEqual([name, []]);
        }
      }
    });

    it('names whom it is adapted from', () => {
      expect(worksheet.credit.length).toBeGreaterThan(10);
    });

    it.each(parts.map((part) => [part.id, part] as const))(
      'gives the model response of %s all it can',
      (_id, part) => {
        const grading = part.prepared.grade(part.modelResponse, part.points);
        if (grading.outcome === 'needs-review') {
          expect(grading.provisional).toBe(true);
        } else {
          expect(grading.outcome).toBe('correct');
          expect(grading.earned).toBe(part.points);
        }
        expect(part.prepared.isBlank(part.modelResponse)).toBe(false);
      },
    );

    it.each(parts.map((part) => [part.id, part] as const))('never grades an empty %s', (_id, part) => {
      const empty = part.prepared.responseFromFields(new Map());
      expect(part.prepared.grade(empty, part.points)).toMatchObject({ outcome: 'ungradable', earned: 0 });
      expect(part.prepared.isBlank(empty)).toBe(true);
    });

    it('gives every pair, in every round, parts whose model responses get full marks', () => {
      fc.assert(
        fc.property(fc.string({ maxLength: 20 }), fc.nat({ max: 50 }), (seed, round) => {
          const rounds = Object.fromEntries(worksheet.questions.map(({ id }) => [id, round]));
          const drawn = worksheetFor(worksheet, seed, rounds);
          for (const question of drawn.questions) {
            if (question.drawn === null) continue;
            const { authored, values } = question.drawn;
            // The first draw fits: the second thoughts of worksheetFor are for what no author has foreseen.
            expect(drawValues(authored.draws ?? {}, `${seed}/${question.id}/${round}`)).toEqual(values);
            for (const { modelResponse, points, prepared, prompt, id } of question.parts) {
              expect(prompt).not.toContain('{{');
              expect(prepared.grade(modelResponse, points).earned, id).toBe(points);
              expect(prepared.warnings, id).toEqual([]);
            }
            expect(JSON.stringify(question.body)).not.toContain('{{');
          }
        }),
      );
    });

    it('sums the points of its scored parts', () => {
      const scored = parts.filter((part) => part.isScored).map((part) => part.points);
      expect(worksheet.maxPoints).toBeCloseTo(
        scored.reduce((sum, points) => sum + points, 0),
        9,
      );
    });

    it('shows a browser nothing but what is meant for it', () => {
      const secrets = [
        'key',
        'modelResponse',
        'prepared',
        'signatures',
        'tolerance',
        'hints',
        'concepts',
        'model',
        'drawn',
        'draws',
        'authored',
      ];
      const names = namesIn(toPublicWorksheet(worksheetFor(worksheet, 'some pair')));
      expect(names.filter((name) => secrets.includes(name))).toEqual([]);
      expect(JSON.parse(JSON.stringify(toPublicWorksheet(worksheet)))).toEqual(toPublicWorksheet(worksheet));
    });
  },
);

describe('text-generation-and-attention', () => {
  const entry = listWorksheets().get('text-generation-and-attention');
  if (entry === undefined) throw new Error('the worksheet is missing');
  const { worksheet, source } = entry;

  it('has the six parts of the paper worksheet, for 24 points', () => {
    const scored = [...worksheet.parts.values()].filter(({ isScored }) => isScored);
    expect(worksheet.maxPoints).toBe(24);
    expect(scored.map(({ id, kind }) => [id, kind])).toEqual([
      ['1a', 'short-answer'],
      ['1b', 'choice'],
      ['1c', 'choice'],
      ['1d', 'short-answer'],
      ['2a', 'matrix'],
      ['2b', 'attention-map'],
    ]);
    expect(worksheet.parts.get('1b')?.attempts).toBe(2);
    expect(worksheet.parts.get('1c')?.attempts).toBe(2);
    expect(worksheet.parts.get('2a')?.attempts).toBeNull();
  });

  it('keeps the predictions of the temperature lab without a score', () => {
    const kept = [...worksheet.parts.values()].filter(({ isPrediction }) => isPrediction);
    expect(kept.map(({ id, isScored }) => [id, isScored])).toEqual([
      ['1-level', false],
      ['1-sketch', false],
    ]);
  });

  it('takes a low temperature for always a, and a high one for equal chances', () => {
    const outcome = (id: string, response: Json) =>
      worksheet.parts.get(id)?.prepared.grade(response, 1).outcome;
    expect([outcome('1b', 'low'), outcome('1b', 'high')]).toEqual(['correct', 'incorrect']);
    expect([outcome('1c', 'high'), outcome('1c', 'low')]).toEqual(['correct', 'incorrect']);
  });

  it('shows the causal mask, the missing row included', () => {
    const block = worksheet.questions[1]?.body.find(({ type }) => type === 'matrix');
    expect(block).toMatchObject({
      rows: Array.from({ length: 8 }, (_, row) =>
        Array.from({ length: 8 }, (_inner, column) => (column <= row ? '0' : '-inf')),
      ),
    });
  });

  it('shows code that uses one name for the probabilities', () => {
    const block = worksheet.questions[0]?.body.find(({ type }) => type === 'code');
    const code = block?.type === 'code' ? block.code : '';
    expect(code).toContain('proba = [[0.5, 0.4, 0.1]]');
    expect(code).not.toContain('y_proba');
    expect(code.match(/\bproba\b/g)).toHaveLength(2);
  });

  it('keeps every word planted in its keys from a browser', () => {
    let planted = 0;
    const withCanaries = source.replace(/^( +)(?:feedback|hint|model): (?:&\w+ )?>-\n/gm, (line, space) => {
      planted += 1;
      return `${line}${space}  CANARY${planted}\n`;
    });
    expect(planted).toBeGreaterThan(10);
    const { worksheet: loaded } = loadWorksheet(withCanaries, 'canaries.yaml');
    expect(JSON.stringify(toPublicWorksheet(loaded))).not.toContain('CANARY');
  });

  it('asks 2b for the last row only, and finds the words that matter', () => {
    const part = worksheet.parts.get('2b');
    const grade = (weights: string[], focus: number[]) => {
      const response = { weights: [[], [], [], [], [], [], [], weights], focus, reason: '' };
      return part?.prepared.grade(response, 6).feedback.map(({ code }) => code);
    };
    const good = ['.03', '.30', '.03', '.02', '.04', '.38', '.10', '.10'];
    expect(grade(good, [1, 5])).toEqual(['reason-missing']);
    expect(grade(good, [1, 5, 7])).toEqual(['reason-missing']);
    expect(grade(good, [1, 7])).toEqual(['focus', 'reason-missing']);
    expect(grade(Array(8).fill('1/8'), [0, 2])).toEqual([
      'uniform',
      'weights-order',
      'focus',
      'reason-missing',
    ]);
    expect(grade(['.4', '.1', '.1', '.1', '.1', '.1', '.05', '.05'], [1, 5])).toEqual([
      'weights-order',
      'reason-missing',
    ]);
    expect(grade(['30', '300', '30', '20', '40', '380', '100', '100'], [1, 5])).toEqual([
      'row-sum',
      'reason-missing',
    ]);
  });
});
