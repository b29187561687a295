import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/schemas/json';
import { listWorksheets } from '@/lib/worksheets/catalogue';
import { loadWorksheet } from '@/lib/worksheets/load';
import { toPublicWorksheet } from '@/lib/worksheets/worksheet';
import { worksheetFor } from '@/lib/worksheets/worksheet-for';

const entry = listWorksheets().get('medical-tests');
if (entry === undefined) throw new Error('the worksheet is missing');
const { worksheet, source } = entry;

function gradeOf(id: string, response: Json) {
  const part = worksheet.parts.get(id);
  if (part === undefined) throw new Error(`there is no part ${id}`);
  return part.prepared.grade(response, part.points);
}

it('has nine parts of four kinds, for 26 points', () => {
  const scored = [...worksheet.parts.values()].filter(({ isScored }) => isScored);
  expect(scored.map(({ id, kind, points }) => [id, kind, points])).toEqual([
    ['1a', 'matrix', 6],
    ['1b', 'number', 2],
    ['1c', 'short-answer', 4],
    ['2a', 'number', 2],
    ['2b', 'choice', 1],
    ['2c', 'short-answer', 4],
    ['3a', 'number', 2],
    ['3b', 'choice', 1],
    ['3c', 'short-answer', 4],
  ]);
  expect(worksheet.maxPoints).toBe(26);
});

// Counted apart from the worksheet, with exact fractions: 9 of 108, and 8.1 of 18; 20 + 70 of 100.
it.each([
  ['1b', '1/12'],
  ['1b', '0.083'],
  ['1b', '8.33 %'],
  ['2a', '9/20'],
  ['2a', '0.45'],
  ['2a', '45 %'],
  ['3a', '90'],
])('takes for %s the right number written as %s', (id, response) => {
  expect(gradeOf(id, response)).toMatchObject({ outcome: 'correct' });
});

it.each([
  ['1b', '0.9', 'base-rate-neglected'],
  ['1b', '9/1000', 'not-all-positives'],
  ['1b', '1/11', 'odds'],
  ['1b', '11/12', 'complement'],
  ['1b', '1/100', 'prevalence'],
  ['2a', '0.81', 'base-rate-neglected'],
  ['2a', '0.99', 'one-error-each'],
  ['2a', '1/12', 'first-test-only'],
  ['2a', '9/11', 'odds'],
  ['3a', '70', 'old-threshold'],
  ['3a', '20', 'only-the-new'],
  ['3a', '10', 'missed-people'],
  ['3a', '25', 'wrong-group'],
])('knows what is behind %s = %s: %s', (id, response, signature) => {
  expect(gradeOf(id, response)).toMatchObject({ outcome: 'incorrect', earned: 0, signature });
});

describe('the table of 1,000 people', () => {
  it.each([
    [
      [
        ['9', '99', '108'],
        ['1', '891', '892'],
        ['10', '990', '1000'],
      ],
      'transposed',
    ],
    [
      [
        ['450', '50', '500'],
        ['50', '450', '500'],
        ['500', '500', '1000'],
      ],
      'half-ill',
    ],
    [
      [
        ['9', '1', '10'],
        ['891', '99', '990'],
        ['900', '100', '1000'],
      ],
      'specificity-turned-round',
    ],
    [
      [
        ['1', '9', '10'],
        ['99', '891', '990'],
        ['100', '900', '1000'],
      ],
      'sensitivity-turned-round',
    ],
  ])('%j is %s', (response, signature) => {
    expect(gradeOf('1a', response)).toMatchObject({ signature });
  });

  it('takes the counts in their places', () => {
    const counts = [
      ['9', '1', '10'],
      ['99', '891', '990'],
      ['108', '892', '1000'],
    ];
    expect(gradeOf('1a', counts)).toMatchObject({ outcome: 'correct', earned: 6 });
  });
});

it('takes the same test twice for no news, and a lower threshold for a lower specificity', () => {
  const outcomes = (id: string, responses: string[]) =>
    responses.map((response) => gradeOf(id, response).outcome);
  expect(outcomes('2b', ['same', 'second', 'sure'])).toEqual(['correct', 'incorrect', 'incorrect']);
  expect(outcomes('3b', ['falls', 'same', 'rises'])).toEqual(['correct', 'incorrect', 'incorrect']);
});

it('counts with the numbers that a pair has drawn', () => {
  const isWanted = (seed: string) => {
    const { ill, hits, alarms } = worksheetFor(worksheet, seed).questions[3]?.drawn?.values ?? {};
    return ill === 40 && hits === 0.75 && alarms === 0.05;
  };
  const seed = Array.from({ length: 2000 }, (_, index) => `pair ${index}`).find(isWanted);
  const parts = worksheetFor(worksheet, seed ?? '').questions[3]?.parts ?? [];
  // 40 · 0.75 = 30 and 960 · 0.05 = 48: 78 positive results, 30/78 = 5/13 of them of ill people.
  expect(parts.map(({ prepared, points }) => prepared.grade(['5/13', '8/13'], points).outcome)[1]).toBe(
    'correct',
  );
  expect(parts.map(({ prepared, points }) => prepared.grade('78', points).outcome)[0]).toBe('correct');
});

it('keeps every word planted in its keys from a browser', () => {
  let planted = 0;
  const withCanaries = source.replace(/^( +)(?:feedback|model): (?:&\w+ )?>-\n/gm, (line, space) => {
    planted += 1;
    return `${line}${space}  CANARY${planted}\n`;
  });
  expect(planted).toBeGreaterThan(5);
  const { worksheet: loaded } = loadWorksheet(withCanaries, 'canaries.yaml');
  expect(JSON.stringify(toPublicWorksheet(loaded))).not.toContain('CANARY');
});
