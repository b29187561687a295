/** Texts, quoted names and comments, in which a semicolon or a verb means nothing. */
const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\//g;
const changing = /\b(INSERT|UPDATE|DELETE|REPLACE)\b/i;

function withoutQuotes(sql: string): string {
  return sql.replace(quoted, '?');
}

// Both below look at the text as it is first: the measured server pays for every look, and most texts are plain.

/** How many statements an SQL text holds; at least one, since something was sent. */
export function statementsIn(sql: string): number {
  if (!sql.includes(';')) return 1;
  return Math.max(
    1,
    withoutQuotes(sql)
      .split(';')
      .filter((part) => part.trim() !== '').length,
  );
}

/** Whether an SQL text of SQLite changes rows. */
export function hasWrite(sql: string): boolean {
  return changing.test(sql) && changing.test(withoutQuotes(sql));
}

/** Whether an SQL text undoes a whole transaction. */
export function isUndo(sql: string): boolean {
  return /^\s*ROLLBACK\s*;?\s*$/i.test(sql);
}
