import { isInvisible, isPlainText, toPlainCharacter } from '@/lib/reading/characters';

/** A row of cells as typed; `start` is the index of its first character. */
export interface Row {
  cells: string[];
  start: number;
}

/** Why a text, or a piece of it, is no matrix, and the index where that shows. */
export interface Trouble {
  problem: string;
  index: number;
}

/** A stretch of the text. */
export interface Piece {
  text: string;
  start: number;
}

export function isTrouble(read: object): read is Trouble {
  return 'problem' in read;
}

/** Persian digits around a slash stay, because the slash may be their decimal sign; the cell is refused later. */
const persianSlash = /[۰-۹]\s*[/／∕]\s*[۰-۹]/;
/** A dash after a ten and a dot before one stay: they may be what is left of `10⁻³` and `3⋅10⁸`; such a cell is refused. */
const copiedPower = /(?<![\d.,])10[ \u00a0]?[\u2010-\u2015\u2212](?=\d)|[⋅∗](?=\s?10[1-9])/g;
const persianDigit = /[۰-۹]/;

/**
 * The text with look-alike characters made plain, invisible ones left out and every line ending a line
 * feed. Narrow no-break spaces stay: people and programs put them inside numbers, never between cells.
 */
export function toMatrixSource(text: string): string {
  const unified = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (isPlainText(unified)) return unified;
  const keepsDigits = persianSlash.test(unified);
  const kept = new Set(
    Array.from(unified.matchAll(copiedPower), ({ 0: { length }, index }) => index + length - 1),
  );
  let at = 0;
  let source = '';
  for (const character of unified) {
    const stays =
      character === '\u2009' ||
      character === '\u202f' ||
      kept.has(at) ||
      (keepsDigits && persianDigit.test(character));
    if (!isInvisible(character)) source += stays ? character : toPlainCharacter(character);
    at += character.length;
  }
  return source;
}

/** Cuts at a separator that stands outside round brackets and double quotes; there is always one piece. */
export function cutAt(piece: Piece, separator: string): Piece[] {
  const { text, start } = piece;
  if (!text.includes(separator)) return [piece];
  const pieces: Piece[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === separator && depth <= 0 && !quoted) {
      pieces.push({ text: text.slice(from, i), start: start + from });
      from = i + 1;
    } else if (character === '"') quoted = !quoted;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
  }
  pieces.push({ text: text.slice(from), start: start + from });
  return pieces;
}

/** The lines of a piece that are not blank. */
export function cutLines(piece: Piece): Piece[] {
  return cutAt(piece, '\n').filter((line) => line.text.trim() !== '');
}

/** Shortens what a message quotes. */
export function quote(text: string): string {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  const characters = Array.from(trimmed.slice(0, 64));
  return characters.length > 24 ? `“${characters.slice(0, 24).join('')}…”` : `“${trimmed}”`;
}
