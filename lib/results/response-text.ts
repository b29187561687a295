import type { Json } from '@/lib/schemas/json';

/** Characters that a response is shown with, at most. */
const longest = 300;

function write(value: Json): string {
  if (value === null || value === '') return '–';
  if (typeof value !== 'object') return String(value);
  if (!Array.isArray(value)) {
    return Object.entries(value)
      .map(([name, member]) => `${name}: ${write(member)}`)
      .join('; ');
  }
  const isNested = value.some((member) => typeof member === 'object' && member !== null);
  return value.map(write).join(isNested ? ' / ' : ' ');
}

/** Any response on a line, so that two that differ can be told apart: the rows of a matrix with strokes between them. */
export function responseText(response: Json): string {
  const text = write(response);
  return text.length <= longest ? text : `${[...text].slice(0, longest - 1).join('')}…`;
}
