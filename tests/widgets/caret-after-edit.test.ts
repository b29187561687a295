import { describe, expect, it } from 'vitest';
import { caretAfterEdit } from '@/lib/questions/fields/caret-after-edit';

describe('the caret in a text that the partner changes', () => {
  it.each([
    ['moves along with letters put in before it', 'divides', 'It divides', 7, 10],
    ['stays where it is when letters are put in after it', 'divides', 'divides by T', 3, 3],
    ['moves back when letters before it go', 'It divides', 'divides', 10, 7],
    ['goes to the end of a stretch that was replaced around it', 'a big dog', 'a tiny dog', 4, 6],
    ['never stands inside a letter of two halves', 'a 𝑝 b', 'a 𝑞 b', 3, 4],
    ['stays at the start', 'abc', 'xabc', 0, 0],
  ])('%s', (_title, before, after, caret, expected) => {
    expect(caretAfterEdit(before, after, caret)).toBe(expected);
  });
});
