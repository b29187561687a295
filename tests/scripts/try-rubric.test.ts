import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readMarkedTexts } from '../../scripts/try-rubric/marked-texts';
import { findText } from '../../scripts/try-rubric/written-text';
import { killAll, run } from '../support/commands';

const worksheet = 'lib/worksheets/text-generation-and-attention.yaml';
const source = readFileSync(worksheet, 'utf8');
const textAt = (path: string) => findText(source, 'sheet.yaml', path);

describe('the text of a worksheet', () => {
  it('is a part, a field with its share of the points and its direction, or the reason of a map', () => {
    expect(textAt('1a')).toMatchObject({ points: 4, given: {} });
    // 1d has four points and two fields with equal shares.
    expect(textAt('1d/always')).toMatchObject({ points: 2, given: { direction: 'low' } });
    expect(textAt('1d/equal')).toMatchObject({ points: 2, given: { direction: 'high' } });
    expect(textAt('2b/reason').rubric.concepts.map(({ id }) => id)).toContain('spring');
  });

  it('is refused with what there is instead', () => {
    expect(() => textAt('9z')).toThrow(/^sheet\.yaml has no part 9z: it has 1a, 1b, /);
    expect(() => textAt('1b')).toThrow('Part 1b is not answered in words: it is of the kind choice.');
    expect(() => textAt('1d/why')).toThrow('Part 1d has no field why: it has 1d/always, 1d/equal.');
    expect(() => textAt('2b')).toThrow('Part 2b is answered in words only in 2b/reason.');
    expect(() => findText('slug: [', 'broken.yaml', '1a')).toThrow(/^broken\.yaml/);
  });
});

describe('marked responses', () => {
  it('are lines of JSON, with or without empty lines between them', () => {
    const content = '{"text": "It floats.", "points": 1.5}\r\n\n{"text": "", "points": 0}\n';
    expect(readMarkedTexts(content, 2)).toEqual([
      { text: 'It floats.', points: 1.5, line: 1 },
      { text: '', points: 0, line: 3 },
    ]);
  });

  it.each([
    ['', 'There are no responses in the file.'],
    ['{"text": "a", "points": 1}\nIt floats.', 'Line 2: This is not JSON. '],
    ['{"text": "a"}', 'Line 1: "points" is missing. '],
    ['{"points": 1}', 'Line 1: "text" is missing. '],
    ['{"text": "a", "points": 3}', 'Line 1: The text is worth 2 points at most. '],
    ['{"text": "a", "points": -1}', 'Line 1: Points are 0 or more. '],
    ['{"text": "a", "points": 1, "mark": 2}', 'Line 1: '],
    [`{"text": "${'a'.repeat(8_001)}", "points": 1}`, 'Line 1: The text is longer than 8000 characters. '],
    ['{"text": "a", "points": 1}\n'.repeat(2_001), 'At most 2000 responses are read at once.'],
  ])('are refused with the line: %#', (content, sentence) => {
    expect(() => readMarkedTexts(content, 2)).toThrow(sentence);
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'duet-try-rubric-'));
  afterAll(() => {
    killAll();
    rmSync(folder, { recursive: true, force: true });
  });
  const tryIt = async (...args: string[]) => {
    const { code, output } = run(['scripts/try-rubric.ts', ...args], {});
    return [await code, output()] as const;
  };

  it('tells an author what was read otherwise than marked', async () => {
    const marked = join(folder, 'marked.jsonl');
    const lines = [
      { text: 'The log of each probability is divided by T, and one index is drawn at random.', points: 4 },
      { text: 'We liked this question very much.', points: 2 },
      { text: 'The logits are divided by the temperature.', points: 0 },
    ];
    writeFileSync(marked, lines.map((line) => JSON.stringify(line)).join('\n'));
    const [code, output] = await tryIt(worksheet, '1a', marked);
    expect(code).toBe(0);
    expect(output).toContain(
      '3 responses to 1a, worth 4 points: 1 read as marked, 1 too strictly, 1 too generously.',
    );
    expect(output).toMatch(/Too strictly \(marked → read\):\n {2}line 2: 2 → 0, /);
    expect(output).toMatch(
      /Too generously \(marked → read\):\n {2}line 3: 0 → 2, part\n {4}found: .*divided by the temperature/,
    );
  });

  it('says how it is used, and what it cannot find', async () => {
    expect(await tryIt(worksheet)).toEqual([
      1,
      'Use: npm run try-rubric -- FILE.yaml PART[/FIELD] MARKED.jsonl\n',
    ]);
    expect(await tryIt(worksheet, '1a', join(folder, 'none.jsonl'))).toEqual([
      1,
      `There is no file ${join(folder, 'none.jsonl')}.\n`,
    ]);
  });
});
