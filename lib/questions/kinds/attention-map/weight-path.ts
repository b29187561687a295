import { cellPath, fieldPath } from '@/lib/pairing/field-path';

/** The path, within the part, of one weight: how much the word of `row` attends to the word of `column`. */
export function weightPath(row: number, column: number): string {
  return fieldPath('weights', cellPath(row, column));
}
