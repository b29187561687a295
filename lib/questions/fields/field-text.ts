import type { Json } from '@/lib/schemas/json';
import type { FieldView } from '@/lib/schemas/pair-view';

/** The text of a field; '' where it is empty or holds no text. */
export function fieldText(field: FieldView | undefined): string {
  return typeof field?.value === 'string' ? field.value : '';
}

/** A key's number for people: JSON has none for infinities, so those come as text. */
export function keyText(value: Json | undefined, format: (value: number) => string): string {
  if (typeof value === 'number') return format(value);
  return value === '-inf' ? '−∞' : value === 'inf' ? '∞' : String(value ?? '');
}

/** The member of a revealed key with this name; undefined where the key has no such member. */
export function keyMember(key: Json | null, name: string): Json | undefined {
  return typeof key === 'object' && key !== null && !Array.isArray(key) ? key[name] : undefined;
}
