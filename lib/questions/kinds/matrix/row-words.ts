import { messages as fieldMessages } from '../../fields/messages';
import { messages } from './messages';

/** The cells of a row in words, equal neighbours taken together: "3 times 1/3, 5 times 0". */
export function rowInWords(cells: readonly string[]): string {
  const runs: { value: string; amount: number }[] = [];
  for (const cell of cells) {
    const value = cell.trim() || fieldMessages.empty;
    const last = runs.at(-1);
    if (last?.value === value) last.amount += 1;
    else runs.push({ value, amount: 1 });
  }
  return runs
    .map(({ value, amount }) => (amount === 1 ? value : messages.grid.run(amount, value)))
    .join(', ');
}
