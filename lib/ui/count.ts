/** "1 cell", "3 cells": English plurals; a translation brings its own. */
export function count(amount: number, one: string, many: string): string {
  return `${amount} ${amount === 1 ? one : many}`;
}
