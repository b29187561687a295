import { acceptsPairField } from '@/lib/explorations/pair-fields';
import { splitExplorationPath, splitFieldPath } from '@/lib/pairing/field-path';
import type { Json } from '@/lib/schemas/json';
import type { LoadedPart, Worksheet } from '@/lib/worksheets/worksheet';

/** The part a field's path belongs to, and the rest of the path; null when the worksheet has no such part. */
export function partOfPath(worksheet: Worksheet, path: string): { part: LoadedPart; within: string } | null {
  const { partId, within } = splitFieldPath(path);
  const part = worksheet.parts.get(partId);
  return part ? { part, within } : null;
}

/** Whether a part is one short field, so that its response is that field's value. */
export function hasOneField(worksheet: Worksheet, partId: string): boolean {
  const { prepared } = worksheet.parts.get(partId) ?? {};
  return prepared?.fieldPaths.join() === '' && prepared.fieldPaths.length === 1 && !prepared.isLongText('');
}

/** Whether a path is a field that an exploration of this worksheet shares between devices, and takes the value. */
export function isPairField(worksheet: Worksheet, path: string, value: Json): boolean {
  const split = splitExplorationPath(path);
  const question = worksheet.questions.find(({ id }) => id === split?.questionId);
  return (
    question?.body.some(
      (block) =>
        block.type === 'exploration' &&
        block.name === split?.exploration &&
        acceptsPairField(block.name, split.field, value),
    ) ?? false
  );
}
