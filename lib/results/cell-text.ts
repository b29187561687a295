import type { CellState } from '@/lib/schemas/class-results';
import type { PartReview } from '@/lib/schemas/part-review';
import { count } from '@/lib/ui/count';
import { formatNumber, formatPoints } from '@/lib/ui/format-number';

/** What the class table knows of a pair's work on one part. */
export interface CellFacts {
  state: CellState;
  review: PartReview;
  /** What counts: a person's decision goes before the automatic score. */
  earned: number;
  points: number;
  attempts: number;
  /** Of the fields that check themselves: how many are right, of how many; null where the part has none. */
  cells: { right: number; of: number } | null;
  isRevealed: boolean;
  isHandedIn: boolean;
  disagreed: boolean;
  /** The points of each member, where members have different ones. */
  memberPoints: readonly number[];
}

/** How loud a cell is, the loudest first. */
type CellTone =
  | 'unread'
  | 'changed'
  | 'stands'
  | 'apart'
  | 'correct'
  | 'partial'
  | 'wrong'
  | 'draft'
  | 'untouched';

export interface CellText {
  /** One character that says the state without colour. */
  sign: string;
  /** At most seven characters, or none. */
  text: string;
  tone: CellTone;
  /** The same for those who do not see the cell, with all that it leaves out; no full stop. */
  sentence: string;
}

/** Characters beside the sign, at most: with more, six columns no longer fit beside two names. */
const longest = 7;

/** Points in at most seven characters: decimals go before the cell grows. */
function shortPoints(points: number, room = longest): string {
  const written = [2, 1, 0].map((digits) => formatNumber(points, digits));
  return written.find((text) => text.length <= room) ?? '';
}

function progress(cells: CellFacts['cells']): string {
  if (!cells || cells.of <= 1) return '';
  const { right, of } = cells;
  const text = `${right}/${of}`;
  return text.length <= longest ? text : `${Math.floor((100 * right) / of)} %`;
}

/** Different points of the members, as "3|4"; nothing where they do not fit. */
function membersText(points: readonly number[]): string {
  const text = points.map((each) => formatPoints(each)).join('|');
  return text.length <= longest ? text : '';
}

function scoreText({ state, earned, attempts }: CellFacts): Omit<CellText, 'sentence'> {
  switch (state) {
    case 'correct':
      return { sign: '✓', text: '', tone: 'correct' };
    case 'incorrect':
      return { sign: '✗', text: attempts > 1 ? String(attempts).slice(0, longest) : '', tone: 'wrong' };
    default:
      return { sign: '◑', text: shortPoints(earned), tone: 'partial' };
  }
}

function shortText(facts: CellFacts): Omit<CellText, 'sentence'> {
  const { state, review, earned, cells, memberPoints } = facts;
  const isGraded = state !== 'untouched' && state !== 'in-progress';
  if (review === 'changed') return { sign: '↻', text: 'changed', tone: 'changed' };
  if (review === 'waiting') return { sign: '?', text: 'read', tone: 'unread' };
  if (memberPoints.length > 0) return { sign: '≠', text: membersText(memberPoints), tone: 'apart' };
  if (facts.disagreed) return { sign: '≠', text: isGraded ? shortPoints(earned) : '', tone: 'apart' };
  // Standing points are shown as points that a question mark follows.
  if (review === 'stands') {
    return { sign: scoreText(facts).sign, text: `${shortPoints(earned, longest - 1)}?`, tone: 'stands' };
  }
  if (isGraded) return scoreText(facts);
  if (facts.isRevealed) return { sign: 'R', text: '', tone: 'draft' };
  if (state === 'in-progress') return { sign: '◔', text: progress(cells), tone: 'draft' };
  return { sign: '·', text: '', tone: 'untouched' };
}

const reviewWords: Record<PartReview, string | null> = {
  none: null,
  settled: null,
  stands: 'these points stand until somebody reads it',
  waiting: 'waiting to be read',
  changed: 'changed after somebody decided',
  decided: 'decided by a person',
};

function scoreWords({ state, earned, points, cells }: CellFacts): string {
  switch (state) {
    case 'untouched':
      return 'untouched';
    case 'in-progress':
      return cells
        ? `in progress, ${cells.right} of ${count(cells.of, 'cell', 'cells')} right`
        : 'in progress';
    default:
      return `${formatPoints(earned)} of ${count(points, 'point', 'points')}`;
  }
}

function sentenceOf(facts: CellFacts): string {
  const { attempts, disagreed, memberPoints, isRevealed, isHandedIn } = facts;
  return [
    // Points that nobody has read are no result yet.
    facts.review === 'waiting' ? null : scoreWords(facts),
    reviewWords[facts.review],
    memberPoints.length > 0
      ? `members have ${memberPoints.map((each) => formatPoints(each)).join(' and ')} points`
      : null,
    disagreed ? 'the partners disagree' : null,
    attempts > 1 ? `${attempts} attempts` : null,
    isRevealed ? 'page turned' : null,
    isHandedIn ? 'handed in' : null,
  ]
    .filter((words) => words !== null)
    .join(', ');
}

/** A cell of the class table: a sign, at most seven characters, and the same in words. */
export function cellText(facts: CellFacts): CellText {
  return { ...shortText(facts), sentence: sentenceOf(facts) };
}
