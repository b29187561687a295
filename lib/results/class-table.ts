import type { CellState, ClassCell, PartColumn, RowTotal } from '@/lib/schemas/class-results';

/** What is known of a pair's work on one part; from its summary row. */
export interface PartSummary {
  partId: string;
  attempts: number;
  filledFields: number;
  outcome: string | null;
  earned: number;
  provisional: boolean;
  /** A person's decision for the pair. */
  overriddenEarned: number | null;
  isRevealed: boolean;
  isHandedIn: boolean;
  disagreed: boolean;
  signature: string | null;
}

function stateOf(summary: PartSummary | undefined, points: number): CellState {
  if (!summary) return 'untouched';
  if (summary.overriddenEarned !== null) {
    if (summary.overriddenEarned >= points) return 'correct';
    return summary.overriddenEarned > 0 ? 'partial' : 'incorrect';
  }
  switch (summary.outcome) {
    case 'correct':
    case 'partial':
    case 'incorrect':
    case 'needs-review':
      return summary.outcome;
    default:
      return summary.filledFields > 0 ? 'in-progress' : 'untouched';
  }
}

/** The cell of one part in a pair's row. */
export function toClassCell(column: PartColumn, summary: PartSummary | undefined): ClassCell {
  return {
    partId: column.id,
    isScored: column.isScored,
    state: stateOf(summary, column.points),
    earned: roundPoints(summary?.overriddenEarned ?? summary?.earned ?? 0),
    automatic: summary?.outcome ? roundPoints(summary.earned) : null,
    points: column.points,
    attempts: summary?.attempts ?? 0,
    isProvisional: (summary?.provisional ?? false) && summary?.overriddenEarned == null,
    isOverridden: summary?.overriddenEarned != null,
    isRevealed: summary?.isRevealed ?? false,
    isHandedIn: summary?.isHandedIn ?? false,
    disagreed: summary?.disagreed ?? false,
    signature: summary?.signature ?? null,
  };
}

/** Points without the dust of floating-point sums: six decimals are more than any rule gives. */
export function roundPoints(points: number): number {
  return Math.round(points * 1e6) / 1e6;
}

/** The sums of a row; parts of unscored questions stay out. */
export function toRowTotal(cells: readonly ClassCell[]): RowTotal {
  const counted = cells.filter(({ isScored }) => isScored);
  const sum = (values: number[]) => roundPoints(values.reduce((total, value) => total + value, 0));
  return {
    earned: sum(counted.map(({ earned }) => earned)),
    total: sum(counted.map(({ points }) => points)),
    waiting: sum(counted.filter(({ isProvisional }) => isProvisional).map(({ points }) => points)),
  };
}
