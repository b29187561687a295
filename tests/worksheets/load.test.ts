import { describe, expect, it } from 'vitest';
import { loadWorksheet, WorksheetError } from '@/lib/worksheets/load';
import { toPublicWorksheet } from '@/lib/worksheets/worksheet';

const rest = `slug: small
revision: 3
title: A small one
credit: Our own
questions:
  - id: q1
    title: Numbers
    body:
      - text: Read this.
      - matrix: [[0, -inf], ['1/2', -.inf]]
        caption: A matrix
      - table: [[T, p], [1, 0.5]]
        caption: A table
      - exploration: temperature-lab
        with: {probabilities: [0.5, 0.4, 0.1]}
    parts:
      - id: a
        kind: number
        prompt: A third?
        points: 0.1
        key:
          value: 1/3
        modelResponse: 1/3
      - id: b
        kind: number
        prompt: Two?
        points: 0.2
        attempts: 2
        instantCheck: false
        spec: {unit: bits}
        key: {value: 2}
        modelResponse: '2'
  - id: q2
    title: Extra
    scored: false
    parts:
      - id: c
        kind: choice
        prompt: Which?
        points: 5
        spec: {options: [{id: x, label: X}, {id: y, label: Y}]}
        key: {correct: x}
        modelResponse: x
`;

/** Two parts, of which one is shown beside the other. */
const compared = `      - id: g
        kind: matrix
        prompt: A grid?
        points: 1
        spec: {rows: 2, columns: 2}
        key: {value: [[1, 0], [1/2, 1/2]]}
        modelResponse: [['1', '0'], ['1/2', '1/2']]
      - id: m
        kind: attention-map
        prompt: A map?
        points: 1
        spec: {words: [a, b], compareWith: g}
        key: {model: {weights: [[1, 0], [0.5, 0.5]]}, credit: {structure: 1}}
        modelResponse: {weights: [['1', '0'], ['0.3', '0.7']]}
`;
const good = `${rest}${compared}`;

/** The error that a change of the small worksheet brings about. */
function errorOf(text: string): WorksheetError {
  try {
    loadWorksheet(text, 'small.yaml');
  } catch (error) {
    if (error instanceof WorksheetError) return error;
    throw error;
  }
  throw new Error('the worksheet was loaded');
}

/** Where `marker` first stands in a text, both from 1. */
function placeOf(text: string, marker: string): { line: number; column: number } {
  const lines = text.split('\n');
  const row = lines.findIndex((line) => line.includes(marker));
  return { line: row + 1, column: (lines[row]?.indexOf(marker) ?? -1) + 1 };
}

describe('a worksheet that fits', () => {
  const { worksheet, warnings } = loadWorksheet(good, 'small.yaml');

  it('is loaded without warnings, its points summed exactly and without the extra question', () => {
    expect(warnings).toEqual([]);
    expect(worksheet.maxPoints).toBe(0.3);
    expect([...worksheet.parts.keys()]).toEqual(['a', 'b', 'c', 'g', 'm']);
    expect(worksheet.language).toBe('en');
    expect(worksheet.minutes).toBeUndefined();
  });

  it('may say how long it takes', () => {
    const timed = good.replace('revision: 3', 'revision: 3\nminutes: 45');
    expect(loadWorksheet(timed, 'small.yaml').worksheet.minutes).toBe(45);
  });

  it('has parts with their settings', () => {
    expect(worksheet.parts.get('a')).toMatchObject({
      questionId: 'q1',
      isScored: true,
      attempts: null,
      instantCheck: true,
    });
    expect(worksheet.parts.get('b')).toMatchObject({ attempts: 2, instantCheck: false });
    // A choice has no instant check, whatever the author wishes.
    expect(worksheet.parts.get('c')).toMatchObject({ isScored: false, instantCheck: false });
  });

  it('may leave one part of a question out of the sums, and lets an exploration keep it', () => {
    const text = good
      .replace('with: {probabilities: [0.5, 0.4, 0.1]}', 'with: {parts: {level: b}}')
      .replace('points: 0.2', 'points: 0.2\n        scored: false');
    const { worksheet: loaded } = loadWorksheet(text, 'small.yaml');
    expect(loaded.maxPoints).toBe(0.1);
    const settings = ['a', 'b', 'c'].map((id) => loaded.parts.get(id));
    expect(settings.map((part) => [part?.isScored, part?.isPrediction])).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
    // A part may count in a question that does not.
    const counting = good.replace('points: 5', 'points: 5\n        scored: true');
    expect(loadWorksheet(counting, 'small.yaml').worksheet.maxPoints).toBe(5.3);
  });

  it('shows blocks as text, infinities included', () => {
    expect(worksheet.questions[0]?.body).toEqual([
      { type: 'text', markdown: 'Read this.' },
      {
        type: 'matrix',
        rows: [
          ['0', '-inf'],
          ['1/2', '-inf'],
        ],
        caption: 'A matrix',
        rowLabels: null,
        columnLabels: null,
      },
      {
        type: 'table',
        header: null,
        rows: [
          ['T', 'p'],
          ['1', '0.5'],
        ],
        caption: 'A table',
      },
      {
        type: 'exploration',
        name: 'temperature-lab',
        with: { probabilities: [0.5, 0.4, 0.1] },
        below: null,
      },
    ]);
  });

  it('keeps keys and model responses from a browser', () => {
    const text = JSON.stringify(toPublicWorksheet(worksheet));
    expect(text).not.toMatch(/1\/3|correct|modelResponse|"key"/);
    expect(toPublicWorksheet(worksheet).questions[0]?.parts[1]).toEqual({
      id: 'b',
      kind: 'number',
      spec: { unit: 'bits', reading: { expressions: true, fractions: true, percent: true } },
      prompt: 'Two?',
      points: 0.2,
      isScored: true,
      isPrediction: false,
      attempts: 2,
      hasInstantCheck: false,
      fieldCount: 1,
      hasLongText: false,
      verdictHelp: {},
    });
  });
});

describe('a worksheet that does not fit', () => {
  // What is wrong, what is changed into what, what the place points at, what the message says.
  it.each([
    ['YAML that cannot be read', 'title: A small one', 'title: {a', 'credit: Our own', /./],
    ['a setting that is missing', '        prompt: Two?\n', '', 'id: b', /prompt/],
    [
      'a setting that does not exist',
      'credit: Our own',
      'credit: Our own\nauthor: me',
      'author',
      /no setting "author"/,
    ],
    ['a value of the wrong kind', 'revision: 3', 'revision: three', 'revision', /number|int/i],
    ['a slug with capitals', 'slug: small', 'slug: Small', 'slug', /small letters/],
    ['points below 0', 'points: 0.2', 'points: -1', 'points: -1', /points/],
    [
      'a kind that does not exist',
      'kind: choice',
      'kind: choise',
      'kind: choise',
      /no kind "choise"; there are: number/,
    ],
    ['a misspelt key', 'value: 1/3', 'valeu: 1/3', 'valeu', /no setting "valeu"/],
    ['a formula that does not fit', 'value: 1/3', 'value: softmax(3)', 'value: softmax', /softmax/],
    ['a formula for something else', 'value: 1/3', 'value: zeros(2)', 'value: zeros', /needs a number/],
    ['a misspelt spec', 'spec: {unit: bits}', 'spec: {unti: bits}', 'unti', /no setting "unti"/],
    ['an option that does not exist', 'correct: x', 'correct: z', 'correct: z', /no option "z"/],
    [
      'a block of an unknown form',
      '- text: Read this.',
      '- txet: Read this.',
      'txet',
      /A block holds one of/,
    ],
    [
      'a block with a misspelt setting',
      'caption: A table',
      'captoin: A table',
      'captoin',
      /no setting "captoin"/,
    ],
    ['a matrix that is ragged', "['1/2', -.inf]", "['1/2']", 'matrix:', /row 2/],
    [
      'an exploration that does not exist',
      'temperature-lab',
      'temperature-lib',
      'exploration',
      /exploration/,
    ],
    [
      'an exploration below a part which is not there',
      'with: {probabilities: [0.5, 0.4, 0.1]}',
      'below: z',
      'below',
      /no part "z" in this question/,
    ],
    [
      'an exploration that opens after a part which is not there',
      'with: {probabilities: [0.5, 0.4, 0.1]}',
      'with: {after: z}',
      'after',
      /no part "z"/,
    ],
    [
      'an exploration that shows something after no part',
      'with: {probabilities: [0.5, 0.4, 0.1]}',
      'with: {untrainedAfter: 3}',
      'untrainedAfter',
      /no part 3/,
    ],
    [
      'an exploration of a model that is not stored',
      'exploration: temperature-lab\n        with: {probabilities: [0.5, 0.4, 0.1]}',
      'exploration: trained-attention\n        with: {checkpoints: large}',
      'checkpoints',
      /no such model; there are: seasons-4-heads/,
    ],
    [
      'an exploration of too few words',
      'exploration: temperature-lab\n        with: {probabilities: [0.5, 0.4, 0.1]}',
      'exploration: trained-attention\n        with: {words: [happy, spring]}',
      'words',
      /exactly 8 words/,
    ],
    [
      'a word that the trained model does not know',
      'exploration: temperature-lab\n        with: {probabilities: [0.5, 0.4, 0.1]}',
      'exploration: trained-attention\n        with: {words: [happy, spring, what, are, you, plotting, for, the]}',
      'plotting',
      /does not know "plotting"/,
    ],
    [
      'an exploration that keeps a part which is not there',
      'with: {probabilities: [0.5, 0.4, 0.1]}',
      'with: {parts: {level: z}}',
      'level:',
      /no part "z"/,
    ],
    [
      'an exploration that brings evidence to a part which is not there',
      'with: {probabilities: [0.5, 0.4, 0.1]}',
      'with: {evidence: [z]}',
      'z]',
      /no part "z"/,
    ],
    [
      'a part with points that an exploration keeps',
      'with: {probabilities: [0.5, 0.4, 0.1]}',
      'with: {parts: {level: a}}',
      'id: a',
      /keeps a, which nobody can check/,
    ],
    [
      'a model response that cannot be graded',
      "modelResponse: '2'",
      'modelResponse: two',
      'modelResponse: two',
      /of b cannot/,
    ],
    [
      'a comparison with a part that is not there',
      compared,
      compared.replace('compareWith: g', 'compareWith: z'),
      'compareWith',
      /no part "z"/,
    ],
    [
      'a comparison with a part that has no such fields',
      compared,
      compared.replace('compareWith: g', 'compareWith: c'),
      'compareWith',
      /Part c has no field "0\/0", which m would show/,
    ],
    [
      'a comparison of a part with itself',
      compared,
      compared.replace('compareWith: g', 'compareWith: m'),
      'compareWith',
      /cannot be compared with itself/,
    ],
    ['a question id used twice', '- id: q2', '- id: q1\n    # twice', null, /"q1" is used twice/],
    ['a part id used twice', '- id: c', '- id: a\n        # twice', null, /"a" is used twice/],
  ])('is refused for %s, with its place', (_what, from, to, marker, message) => {
    expect(good).toContain(from);
    const text = good.replace(from, to);
    const error = errorOf(text);
    const [problem] = error.problems;
    expect(problem?.message).toMatch(message);
    // An id used twice is wrong where it comes again: on the line above the comment.
    const place = marker === null ? { line: placeOf(text, '# twice').line - 1 } : placeOf(text, marker);
    expect(problem).toMatchObject(place);
    expect(error).toMatchObject({ fileName: 'small.yaml', line: problem?.line, column: problem?.column });
    expect(error.message).toBe(`small.yaml:${problem?.line}:${problem?.column}: ${problem?.message}`);
  });

  it('names every problem, in the order of the file', () => {
    const bad = good.replace('kind: choice', 'kind: choise').replace('value: 1/3', 'value: foo(1)');
    expect(errorOf(bad).problems.map(({ line }) => line)).toEqual([
      placeOf(bad, 'foo(1)').line,
      placeOf(bad, 'choise').line,
    ]);
  });

  it.each([
    ['nothing', ''],
    ['a list', '- 1\n- 2\n'],
    ['a number', '42'],
    ['two documents', 'a: 1\n---\nb: 2\n'],
    ['the same setting twice', 'slug: a\nslug: b\n'],
    ['an alias of nothing', 'slug: *none\n'],
    [
      'a mass of aliases',
      `a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\nb: &b [${'*a, '.repeat(9)}*a]\nc: &c [${'*b, '.repeat(9)}*b]\nd: &d [${'*c, '.repeat(9)}*c]\ne: [${'*d, '.repeat(9)}*d]\n`,
    ],
    ['far too much', `# ${'x'.repeat(1_100_000)}\n`],
  ])('is refused when it is %s', (_what, text) => {
    expect(() => loadWorksheet(text, 'other.yaml')).toThrow(WorksheetError);
  });
});

describe('warnings to the author', () => {
  it('tells of a model response without full marks, with its place', () => {
    const text = good.replace('modelResponse: 1/3', 'modelResponse: 1/4');
    const { warnings } = loadWorksheet(text, 'small.yaml');
    expect(warnings).toEqual([
      { message: expect.stringContaining('earns 0 of 0.1'), ...placeOf(text, 'modelResponse: 1/4') },
    ]);
  });

  it('tells of a 0 under a relative tolerance, and grades it all the same', () => {
    const text = good
      .replace('key: {value: 2}', 'key: {value: 0, tolerance: {relative: 0.1}}')
      .replace("modelResponse: '2'", "modelResponse: '0'");
    const { worksheet, warnings } = loadWorksheet(text, 'small.yaml');
    expect(warnings).toEqual([
      { message: expect.stringContaining('only 0 itself'), ...placeOf(text, 'key: {value: 0') },
    ]);
    expect(worksheet.parts.get('b')?.prepared.grade('0', 1).outcome).toBe('correct');
  });
});

describe('formulas in words', () => {
  const text = good.replace('Read this.', () => 'Read $x_1 < 2$ and $$\\frac{1}{2}$$');
  const spoken = (formula: string) => text.replace('questions:', `spoken: {'${formula}': words}\nquestions:`);

  it.each(['x_1 < 2', '\\frac{1}{2}'])('are kept for %s', (formula) => {
    const { worksheet } = loadWorksheet(spoken(formula), 'small.yaml');
    expect(toPublicWorksheet(worksheet).spoken).toEqual({ [formula]: 'words' });
  });

  it('are refused for a formula that stands nowhere, with its line', () => {
    const error = errorOf(spoken('x_1 < 3'));
    expect([error.line, error.problems[0]?.message]).toEqual([
      5,
      'No text of the worksheet holds this formula.',
    ]);
  });

  it('are asked for where a formula stands on a line of its own, with its place', () => {
    const formula = '\\frac{1}{2}';
    const asked = {
      message: expect.stringContaining(`in words, in "spoken"`),
      ...placeOf(text, 'text: Read'),
    };
    expect(loadWorksheet(text, 'small.yaml').warnings).toEqual([asked]);
    expect(loadWorksheet(spoken(formula), 'small.yaml').warnings).toEqual([]);
  });
});
