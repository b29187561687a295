/** Scripts in which a joiner or a non-joiner inside a word changes how the word looks. */
const joiningScripts = [
  'Arabic',
  'Bengali',
  'Devanagari',
  'Gujarati',
  'Gurmukhi',
  'Kannada',
  'Khmer',
  'Malayalam',
  'Mongolian',
  'Myanmar',
  'Nko',
  'Oriya',
  'Sinhala',
  'Syriac',
  'Tamil',
  'Telugu',
  'Tibetan',
]
  .map((script) => `\\p{Script=${script}}`)
  .join('');
/** Controls, formats, separators of lines, private and unassigned characters, halves of pairs, and what shows as nothing. */
const hidden = '[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}\\p{Cs}\\p{Default_Ignorable_Code_Point}]';
const joiner = '[\\u200c\\u200d]';

const anyHidden = new RegExp(hidden, 'u');
const hiddenButJoiners = new RegExp(`(?<![${joiningScripts}])${joiner}|(?!${joiner})${hidden}`, 'u');

/** Whether a text has a character that nobody sees, or that turns around how the others are shown. */
export function hasHiddenCharacter(text: string): boolean {
  return anyHidden.test(text);
}

/** Why a text is not fit to be shown to others. */
export type ShownTextProblem = 'empty' | 'too-long' | 'hidden-character' | 'nothing-to-read';

const readable = { letters: /\p{L}/u, 'letters or digits': /[\p{L}\p{N}]/u };

/**
 * A name or title as it is stored and shown to others: composed, without space around it, and with one space where
 * several were typed. Joiners count as visible where the script needs them.
 *
 * @param longest in UTF-16 units.
 * @param needs what there must be at least one of.
 */
export function readShownText(
  typed: string,
  longest: number,
  needs: keyof typeof readable,
): { ok: true; text: string } | { ok: false; problem: ShownTextProblem } {
  const text = typed.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (text === '') return { ok: false, problem: 'empty' };
  if (text.length > longest) return { ok: false, problem: 'too-long' };
  if (hiddenButJoiners.test(text)) return { ok: false, problem: 'hidden-character' };
  return readable[needs].test(text) ? { ok: true, text } : { ok: false, problem: 'nothing-to-read' };
}
