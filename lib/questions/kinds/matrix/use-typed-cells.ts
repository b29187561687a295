import { useState } from 'react';
import type { WidgetProps } from '../../widget';
import { typedAfter } from './fill';

/**
 * The paths of the cells that were typed, one by one, on this page while it was open.
 *
 * @param openPath the cell that is open for typing; null for none.
 */
export function useTypedCells(
  fields: WidgetProps['fields'],
  cells: readonly (readonly string[])[],
  openPath: string | null,
): ReadonlySet<string> {
  const [seen, setSeen] = useState<{
    fields: typeof fields;
    cells: typeof cells;
    openPath: string | null;
    typed: ReadonlySet<string>;
  }>({ fields, cells, openPath, typed: new Set() });
  if (seen.fields === fields) return seen.typed;
  // What was typed is trimmed once its cell has been left.
  const typed = typedAfter(seen.typed, seen.cells, cells, [openPath, seen.openPath]);
  setSeen({ fields, cells, openPath, typed });
  return typed;
}
