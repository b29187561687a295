import type { Json } from '@/lib/schemas/json';
import { keyMember, keyText } from '../../fields/field-text';
import { messages } from './messages';

/** The revealed key in words: the value as `format` writes it, or every number of the range, as it was shortened. */
export function revealedText(key: Json | null, format: (value: number) => string): string {
  const value = keyMember(key, 'value');
  if (value !== undefined) return keyText(value, format);
  const borders = (['above', 'atLeast', 'atMost', 'below'] as const).flatMap((name) => {
    const border = keyMember(key, name);
    return border === undefined ? [] : [messages[name](keyText(border, String))];
  });
  return messages.range(borders.join(', '));
}
