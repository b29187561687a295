import type { CellState, ClassCell } from '@/lib/schemas/class-results';
import { formatPoints } from '@/lib/ui/format-number';
import { verdictSigns } from '@/lib/ui/verdict-signs';

const signs: Record<CellState, string> = {
  untouched: verdictSigns.blank,
  'in-progress': '◔',
  correct: verdictSigns.correct,
  partial: verdictSigns.partial,
  incorrect: verdictSigns.incorrect,
  'needs-review': verdictSigns['needs-review'],
};

/** A cell in sign and words: the score where there is one, and what else is worth knowing. */
export function cellText(cell: ClassCell): { sign: string; words: string; detail: string } {
  const hasScore = cell.state !== 'untouched' && cell.state !== 'in-progress';
  const words = hasScore
    ? `${formatPoints(cell.earned)} of ${formatPoints(cell.points)}`
    : cell.state === 'untouched'
      ? 'untouched'
      : 'in progress';
  const details = [
    cell.isProvisional && 'provisional',
    cell.isOverridden && 'decided by a person',
    cell.disagreed && 'partners disagree',
    cell.attempts > 1 && `${cell.attempts} attempts`,
    cell.isRevealed && 'page turned',
    cell.isHandedIn && !cell.disagreed && 'handed in',
  ];
  return { sign: signs[cell.state], words, detail: details.filter(Boolean).join(', ') };
}

export function cellTone(cell: ClassCell): string {
  if (cell.isProvisional) return 'text-caution';
  switch (cell.state) {
    case 'correct':
      return 'text-correct';
    case 'incorrect':
      return 'text-wrong';
    case 'partial':
    case 'needs-review':
      return 'text-caution';
    default:
      return 'text-muted';
  }
}
