import { isInvisible, isPlainText, toPlainCharacter } from '@/lib/reading/characters';

/** A text made ready for the parser. */
export interface NumberSource {
  /** lower case, plain characters, raised digits as `^(2)` */
  text: string;
  /** for each of its characters, and its end, the index in the text as typed; null where they are the same */
  places: readonly number[] | null;
}

const names: ReadonlyMap<string, string> = new Map([
  ['∞', 'inf'],
  ['π', 'pi'],
  ['ℯ', 'e'],
]);

const superscript = /[⁰¹²³⁴-⁹⁺⁻]/;

export function toNumberSource(typed: string): NumberSource {
  if (isPlainText(typed)) return { text: typed.toLowerCase(), places: null };
  const places: number[] = [];
  let text = '';
  let raised = false;
  const keep = (characters: string, at: number) => {
    text += characters;
    for (let i = 0; i < characters.length; i++) places.push(at);
  };
  for (let i = 0; i < typed.length; i++) {
    const character = typed[i] ?? '';
    if (isInvisible(character)) continue;
    const isRaised = superscript.test(character);
    if (isRaised !== raised) keep(raised ? ')' : '^(', i);
    raised = isRaised;
    const plain = toPlainCharacter(isRaised ? character.normalize('NFKD') : character);
    keep(names.get(plain) ?? (plain <= '~' ? plain.toLowerCase() : plain), i);
  }
  if (raised) keep(')', typed.length);
  places.push(typed.length);
  return { text, places };
}
