/**
 * Paths of fields. A part's own field has the part's id as its path; the others add what the kind calls them:
 * `1a`, `2a/0/3`, `2b/weights/7/0`. What an exploration asks of people is stored in parts that its settings name; the
 * few numbers that it shares between the devices of a pair have paths of its own: `1:code-reader/step`.
 */

/** The full path of a part's field; `within` is relative to the part, '' for the part's own field. */
export function fieldPath(partId: string, within: string): string {
  return within === '' ? partId : prefixOfPart(partId) + within;
}

/** What stands in place of a part's id in the paths of an exploration's own fields. */
export function explorationId(questionId: string, exploration: string): string {
  return `${questionId}:${exploration}`;
}

/** The question, the exploration and the field that a path names; null where it is a path of a part. */
export function splitExplorationPath(
  path: string,
): { questionId: string; exploration: string; field: string } | null {
  const { partId, within } = splitFieldPath(path);
  const [questionId = '', exploration] = partId.split(':', 2);
  return exploration === undefined ? null : { questionId, exploration, field: within };
}

/** The part that a path begins with, and the rest of it. Does not check that the part exists. */
export function splitFieldPath(path: string): { partId: string; within: string } {
  const slash = path.indexOf('/');
  return slash < 0
    ? { partId: path, within: '' }
    : { partId: path.slice(0, slash), within: path.slice(slash + 1) };
}

/** A path relative to a part; null where it belongs to another one. */
export function pathWithin(partId: string, path: string): string | null {
  const split = splitFieldPath(path);
  return split.partId === partId ? split.within : null;
}

/** The prefix of the paths of all fields of a part except its own. */
export function prefixOfPart(partId: string): string {
  return `${partId}/`;
}

/**
 * The part under which a page keeps what an own answer says, beside what the pair shares: its fields have paths below
 * this. Only browsers use it; requests and events name the part itself.
 */
export function ownPartId(partId: string, ownAnswerId: string): string {
  return `${partId}@${ownAnswerId}`;
}

/** The path of a field whatever part a page keeps it under, and the own answer that it belongs to. */
export function withoutOwnPart(path: string): { path: string; ownAnswerId: string | null } {
  const { partId, within } = splitFieldPath(path);
  const [part = partId, ownAnswerId = null] = partId.split('@', 2);
  return { path: fieldPath(part, within), ownAnswerId };
}

/** The path of a cell within a matrix; indices from 0. */
export function cellPath(row: number, column: number): string {
  return `${row}/${column}`;
}

/** The indices that a path within a part ends with; [NaN, NaN] where it names no cell. */
export function cellOfPath(within: string): [row: number, column: number] {
  const [row = '', column = ''] = within.split('/').slice(-2);
  return [toIndex(row), toIndex(column)];
}

function toIndex(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
