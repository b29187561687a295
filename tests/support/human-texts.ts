import fc from 'fast-check';

/**
 * Texts as people type them: letters, mathematics and smiles beyond the first 65,536 characters (several share one half
 * of their two UTF-16 units), accents that stand by themselves, joined emoji, and the line ends of every system. Never
 * half a character: browsers hand out none.
 */
export const humanText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom('a', 'b', ' ', '𝑝', '𝑞', '𝑇', '𝑡', '😀', '😁', '𐀁', '𐐁', '\u0301', '\u0300', 'é'),
      fc.constantFrom('👩‍👩‍👧', '🇩🇪', '🇫🇷', '\r\n', '\n', '\r', '\u200d', '\ufe0f'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));
