/** A text spelled out in plain characters, each with its place in the original. */
export interface PlainText {
  characters: string[];
  /** Offset into the original text of each character. */
  offsets: number[];
  /** Where the original ends. */
  end: number;
}

const superscripts = new Map<string, string>(
  [...'⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉⁱʲⁿᵖᵗᵀᶻ⁺⁻'].map((raised, index) => [
    raised,
    [...'0123456789abcdeijnpttz+-'][index] ?? '',
  ]),
);
/** Division raised into an exponent. */
const raisedSlashes = new Set(['ᐟ', 'ᐠ', '⸍', '⁄']);
const subscripts = new Set('₀₁₂₃₄₅₆₇₈₉ₐₑᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ₊₋');

const spelledOut = new Map<string, string>([
  ['∑', ' sum '],
  ['Σ', ' sum '],
  ['∞', ' infinity '],
  ['τ', ' tau '],
  ['θ', ' tau '],
  ['∝', ' proportional '],
  ['→', '→'],
  ['⟶', '→'],
  ['➔', '→'],
  ['➜', '→'],
  ['⇒', '→'],
  ['⟹', '→'],
  ['⇾', '→'],
  ['↦', '→'],
  ['↗', '↑'],
  ['⇑', '↑'],
  ['⬆', '↑'],
  ['↘', '↓'],
  ['⇓', '↓'],
  ['⬇', '↓'],
  ['×', '*'],
  ['·', '*'],
  ['⋅', '*'],
  ['÷', '/'],
  ['∕', '/'],
  ['⁄', '/'],
  ['−', '-'],
  ['≈', '≈'],
  ['≃', '≈'],
  ['≅', '≈'],
  ['∼', '≈'],
  ['~', '≈'],
  ['≤', '<'],
  ['≦', '<'],
  ['≪', '<'],
  ['≥', '>'],
  ['≧', '>'],
  ['≫', '>'],
  ['≠', ' not '],
  ['’', "'"],
  ['‘', "'"],
  ['´', "'"],
  ['`', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['«', '"'],
  ['»', '"'],
  ['–', ' – '],
  ['—', ' – '],
  ['•', '\n\n'],
  ['◦', '\n\n'],
  ['▪', '\n\n'],
  ['‣', '\n\n'],
  ['…', ' – '],
]);

/**
 * Spells a text out in lower case: compatibility forms folded (NFKC, one code point at a time so that places stay
 * known), raised characters written with `^`, indices dropped, signs of mathematics in one form each.
 */
export function readCharacters(text: string): PlainText {
  const characters: string[] = [];
  const offsets: number[] = [];
  const push = (written: string, offset: number) => {
    for (const character of written) {
      characters.push(character);
      offsets.push(offset);
    }
  };
  let offset = 0;
  let wasRaised = false;
  for (const codePoint of text) {
    const raised: string | undefined =
      superscripts.get(codePoint) ?? (wasRaised && raisedSlashes.has(codePoint) ? '/' : undefined);
    if (raised !== undefined) {
      push(wasRaised ? raised : `^${raised}`, offset);
    } else if (!subscripts.has(codePoint)) {
      const ready = codePoint < '\u0080' ? undefined : spelledOut.get(codePoint);
      push(ready ?? spellOut(codePoint), offset);
    }
    wasRaised = raised !== undefined;
    offset += codePoint.length;
  }
  return { characters, offsets, end: offset };
}

function spellOut(codePoint: string): string {
  if (codePoint === '~') return '≈';
  if (codePoint === '`') return "'";
  if (codePoint < '\u0080') return codePoint.toLowerCase();
  const folded = codePoint.normalize('NFKC').toLowerCase();
  // A vulgar fraction folds to digits around U+2044; 𝑇 and its like fold to plain letters.
  let spelled = '';
  for (const character of folded) spelled += spelledOut.get(character) ?? character;
  return spelled;
}
