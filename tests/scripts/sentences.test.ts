import { expect, it } from 'vitest';
import { sentencesOf } from '../../scripts/sentences/sentences-of';

const source = `
const someMessages = { send: 'Send it', count: (n: number) => \`\${n} cells are left\` };
const refused = refuse('not-a-sentence', 'This is closed.');
const view = <p className="not read" aria-label="Read aloud" title={isLate ? 'Too late' : 'In time'}>Some text</p>;
const feedback = { code: 'no-sentence', message: 'The row adds up.' };
throw new Error('The file is missing.');
stopWith('Stop here.');
const style = 'no sentence';
`;

it('finds one of each sort, with its line, and nothing else', () => {
  expect(sentencesOf('some.tsx', source).map(({ line, text }) => `${line} ${text}`)).toEqual([
    '2 Send it',
    '2 … cells are left',
    '3 This is closed.',
    '4 Read aloud',
    '4 Too late',
    '4 In time',
    '4 Some text',
    '5 The row adds up.',
    '6 The file is missing.',
    '7 Stop here.',
  ]);
});
