import { describe, expect, it } from 'vitest';
import { listWorksheets } from '@/lib/worksheets/catalogue';
import { loadWorksheet, WorksheetError } from '@/lib/worksheets/load';
import { toPublicWorksheet } from '@/lib/worksheets/worksheet';

const good = `slug: small
revision: 1
title: A small one
credit: Our own
questions:
  - id: q1
    title: Water
    body:
      - exploration: sampling-bench
        with: {evidence: [t/why]}
    parts:
      - id: c
        kind: choice
        prompt: When is the sea high?
        points: 1
        spec: {options: [{id: twice, label: Twice a day}, {id: once, label: Once a day}]}
        key: {correct: twice}
        modelResponse: twice
      - id: g
        kind: matrix
        prompt: A grid?
        points: 1
        spec: {rows: 1, columns: 2}
        key: {value: [[1, 0]]}
        modelResponse: [['1', '0']]
      - id: t
        kind: short-answer
        prompt: Explain.
        points: 2
        spec:
          fields:
            - {id: why, label: 'Why {c}?', echo: c}
            - {id: more, label: 'And what of {why}?'}
        key:
          model: The moon pulls.
          concepts: &concepts [{id: moon, match: [{near: [moon]}]}]
          levels: &levels [{score: 1, all: [moon]}]
          fields:
            why: {model: The moon pulls., concepts: *concepts, levels: *levels}
            more: {model: The moon pulls., concepts: *concepts, levels: *levels}
        modelResponse: {why: The moon pulls., more: The moon pulls.}
`;

function problemOf(text: string): string {
  try {
    loadWorksheet(text, 'small.yaml');
  } catch (error) {
    if (error instanceof WorksheetError) return error.message;
    throw error;
  }
  throw new Error('the worksheet was loaded');
}

/** Where `marker` stands in a text: `line:column`, both from 1. */
function placeOf(text: string, marker: string): string {
  const lines = text.split('\n');
  const row = lines.findIndex((line) => line.includes(marker));
  return `${row + 1}:${(lines[row]?.indexOf(marker) ?? -1) + 1}`;
}

describe('a part that names another one', () => {
  it('is told what people call the values there, once for each part', () => {
    const { worksheet, warnings } = loadWorksheet(good, 'small.yaml');
    expect(warnings).toEqual([]);
    const [, , part] = toPublicWorksheet(worksheet).questions[0]?.parts ?? [];
    expect(part?.namedParts).toEqual([{ partId: 'c', words: { twice: 'Twice a day', once: 'Once a day' } }]);
  });

  it.each([
    ['an echo of a part that is not there', 'echo: c', 'echo: z', 'echo: z', 'There is no part "z".'],
    [
      'a subject from a part that is not there',
      "'Why {c}?'",
      "'Why {z}?'",
      "label: 'Why {z}?'",
      'There is no part "z".',
    ],
    ['an echo of itself', 'echo: c', 'echo: t', 'echo: t', 'cannot name itself'],
    ['an echo of a table', 'echo: c', 'echo: g', 'echo: g', 'several fields'],
    ['evidence for a part with several texts', '[t/why]', '[t]', 't]', '"t/why", "t/more"'],
    ['evidence for a part without a text', '[t/why]', '[c]', 'c]', 'part c has no text'],
    ['evidence for a part that is not there', '[t/why]', '[z/why]', 'z/why', 'There is no part "z".'],
    [
      'a rubric of a field that is not there',
      'more: {model',
      'mroe: {model',
      'mroe: {model',
      'The spec has no field "mroe".',
    ],
    [
      'a direction without a variable',
      'more: {model',
      'more: {direction: low, model',
      'direction: low',
      'this rubric has none',
    ],
  ])('is refused for %s, with its place', (_what, from, to, marker, message) => {
    expect(good).toContain(from);
    const text = good.replace(from, to);
    const problem = problemOf(text);
    expect(problem).toContain(message);
    expect(problem).toContain(`small.yaml:${placeOf(text, marker)}: `);
  });

  it('reads no prediction, which is its author’s alone', () => {
    const kept = good
      .replace('with: {evidence: [t/why]}', 'with: {parts: {level: c}}')
      .replace(
        'points: 1\n        spec: {options',
        'points: 1\n        scored: false\n        spec: {options',
      );
    expect(problemOf(kept)).toContain('nobody else');
  });
});

describe('part 1d of the first worksheet', () => {
  const worksheet = listWorksheets().get('text-generation-and-attention')?.worksheet;
  const part = worksheet?.parts.get('1d');
  if (!worksheet || !part) throw new Error('missing');
  const grade = (response: string | Record<string, string>) => part.prepared.grade(response, part.points);

  it('asks for each observation in a field, beside what the pair said of its temperature', () => {
    expect(part.prepared.fieldPaths).toEqual(['always', 'equal']);
    expect(part.prepared.namedParts.map(({ partId }) => partId)).toEqual(['1b', '1c']);
  });

  it('answers neither 1b nor 1c', () => {
    expect(JSON.stringify([part.prepared.spec, part.prompt])).not.toMatch(
      /\b(low|high|small|large|cold|hot)/i,
    );
  });

  it('reads why, as the direction is known from the field', () => {
    const always = 'The division stretches the differences between the logits, so a gets everything.';
    const equal = 'The division shrinks the differences between the logits, so all get the same.';
    expect(grade({ always, equal })).toMatchObject({ outcome: 'correct', earned: 4 });
    expect(grade({ always, equal: '' })).toMatchObject({ outcome: 'partial', earned: 2 });
    // What is said of it is no answer to 1b or 1c either.
    const remarks = JSON.stringify(grade({ always, equal }).feedback);
    expect(remarks).not.toMatch(/\b(low|high|cold|hot)/i);
    expect(grade({ always: equal, equal: always })).toMatchObject({ outcome: 'incorrect', earned: 0 });
  });

  it('finds a claim the wrong way round, whatever was chosen in 1b and 1c', () => {
    const codes = grade({
      always: 'A high temperature makes the largest probability win.',
      equal: 'A low temperature makes them all equal.',
    }).feedback.map(({ code }) => code);
    expect(codes.filter((code) => code === 'direction-reversed')).toHaveLength(2);
  });

  it('leaves to a person what only says again what is given', () => {
    const restated = { always: 'Because the temperature is low.', equal: 'Because the temperature is high.' };
    expect(grade(restated)).toMatchObject({ outcome: 'needs-review', earned: 0 });
  });

  it('goes on reading the plain text of older revisions', () => {
    const text =
      'A low temperature stretches the differences between the logits, so a takes all. A high temperature shrinks them to 0, and all letters are equally likely.';
    expect(grade(text)).toMatchObject({ outcome: 'correct', earned: 4 });
  });
});
