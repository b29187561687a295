/** One cell before and after an edit; texts as typed, '' is blank. */
export interface Change {
  path: string;
  before: string;
  after: string;
}

/** What can be undone and redone; each entry is one action of the person, such as a paste of 64 cells. */
export interface EditHistory {
  past: readonly (readonly Change[])[];
  future: readonly (readonly Change[])[];
}

export const emptyHistory: EditHistory = { past: [], future: [] };

const longest = 200;

/** Adds an action; what was undone before can no longer be redone. An action that changes nothing is none. */
export function record(history: EditHistory, action: readonly Change[]): EditHistory {
  const changes = action.filter(({ before, after }) => before !== after);
  return changes.length === 0 ? history : { past: [...history.past, changes].slice(-longest), future: [] };
}

/**
 * Takes the newest action back. Cells that changed since, by the partner say, are left alone: undo never takes away
 * another person's work. `edits` is empty when nothing is left to undo.
 */
export function undo(
  history: EditHistory,
  current: (path: string) => string,
): { history: EditHistory; edits: { path: string; value: string }[] } {
  const action = history.past.at(-1);
  if (!action) return { history, edits: [] };
  return {
    history: { past: history.past.slice(0, -1), future: [action, ...history.future] },
    edits: action
      .filter(({ path, after }) => current(path) === after)
      .map(({ path, before }) => ({ path, value: before })),
  };
}

/** Does the action undone last again, with the same care as {@link undo}. */
export function redo(
  history: EditHistory,
  current: (path: string) => string,
): { history: EditHistory; edits: { path: string; value: string }[] } {
  const [action, ...future] = history.future;
  if (!action) return { history, edits: [] };
  return {
    history: { past: [...history.past, action], future },
    edits: action
      .filter(({ path, before }) => current(path) === before)
      .map(({ path, after }) => ({ path, value: after })),
  };
}
