/** Where the focus goes once a pair is started: the button that started it is gone then. */
export const startedId = (assignmentId: string): string => `pair-of-${assignmentId}`;
