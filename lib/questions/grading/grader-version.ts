/** Stored with each submission. Raise it when the same response may get another grade than before. */
export const graderVersion = '5';
