import type { CardFigure, ClassFilter, ClassSort, WhenTried } from '@/lib/schemas/class-page';
import type { CellState } from '@/lib/schemas/class-results';
import type { PartReview } from '@/lib/schemas/part-review';

/** What the page of a class shows; all of it stands in its address. */
export interface ClassPlace {
  /** null: the newest. */
  assignmentId: string | null;
  /** What is left out does not filter. */
  filter: ClassFilter;
  sort: ClassSort;
  /** From 1. */
  page: number;
  /** The one part that a narrow screen shows; null: the first. */
  part: string | null;
}

const everybody: ClassPlace = {
  assignmentId: null,
  filter: {},
  sort: { by: 'name', isDescending: false },
  page: 1,
  part: null,
};

const reviews = [
  'none',
  'settled',
  'stands',
  'waiting',
  'changed',
  'decided',
] as const satisfies PartReview[];
const states = [
  'untouched',
  'in-progress',
  'correct',
  'partial',
  'incorrect',
  'needs-review',
] as const satisfies CellState[];
const figures = ['done', 'read', 'right-first', 'right-now'] as const satisfies CardFigure[];
const times = ['first', 'ever', 'now'] as const satisfies WhenTried[];

/** What stands in an address is at most this long, in characters. */
const longestWord = 64;
const longestText = 100;
/** The last page that an address can ask for: no class has more pairs. */
const lastPage = 9_999;
const lastCell = 4_095;

function isWord(text: string | undefined): text is string {
  return text !== undefined && text.length <= longestWord && /^[\w.-]+$/.test(text);
}

function oneOf<const Options extends readonly string[]>(
  options: Options,
  text: string | undefined,
): Options[number] | null {
  return options.find((option) => option === text) ?? null;
}

/** A whole number in plain digits; null for anything else. */
function readCount(text: string | undefined, most: number): number | null {
  return text !== undefined && /^\d{1,4}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

/** `2a:idea:column-softmax:ever` and its like: what is known of one part. */
function readPartFilter(partId: string, [what, value, time, ...rest]: readonly string[]): ClassFilter {
  if (rest.length > 0) return {};
  if (what === 'unread' && value === undefined) return { partId, unread: true };
  const figure = value === undefined ? oneOf(figures, what) : null;
  if (figure !== null) return { partId, figure };
  const when = oneOf(times, time);
  if (when !== null) {
    if (what === 'idea' && isWord(value)) return { partId, idea: value, when };
    if (what === 'answer' && isWord(value)) return { partId, answer: value, when };
    const cell = readCount(value, lastCell);
    return what === 'cell' && cell !== null && when !== 'ever' ? { partId, cell, when } : {};
  }
  if (time !== undefined) return {};
  const review = what === 'review' ? oneOf(reviews, value) : null;
  if (review) return { partId, review };
  const state = what === 'state' ? oneOf(states, value) : null;
  return state ? { partId, state } : {};
}

function readFilter(text: string): ClassFilter {
  if (text === 'unread') return { unread: true };
  const [partId, ...about] = text.split(':');
  return isWord(partId) ? readPartFilter(partId, about) : {};
}

function writeFilter({
  partId,
  unread,
  review,
  state,
  figure,
  idea,
  answer,
  cell,
  when = 'now',
}: ClassFilter): string {
  const about = review
    ? ['review', review]
    : state
      ? ['state', state]
      : figure
        ? [figure]
        : idea
          ? ['idea', idea, when]
          : answer
            ? ['answer', answer, when]
            : cell !== undefined
              ? ['cell', String(cell), when]
              : unread
                ? ['unread']
                : [];
  if (about.length === 0) return '';
  return partId ? [partId, ...about].join(':') : 'unread';
}

function readSort(text: string): ClassSort {
  const isDescending = text.startsWith('-');
  const [by, partId, ...rest] = (isDescending ? text.slice(1) : text).split(':');
  if (by === 'part' && isWord(partId) && rest.length === 0) return { by, partId, isDescending };
  const column = partId === undefined ? oneOf(['name', 'points', 'last-work'], by) : null;
  return column ? { by: column, isDescending } : everybody.sort;
}

function writeSort({ by, partId, isDescending }: ClassSort): string {
  return `${isDescending ? '-' : ''}${by === 'part' ? `part:${partId}` : by}`;
}

/** Reads what an address asks for. What cannot be read does not count, so that an old link still shows the class. */
export function readClassPlace(search: Record<string, string | string[] | undefined>): ClassPlace {
  const one = (name: string) => {
    const value = search[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  };
  // By code points, so that no letter is cut in half.
  const text = [...one('find').toWellFormed()].slice(0, longestText).join('').trim();
  return {
    assignmentId: isWord(one('assignment')) ? one('assignment') : null,
    filter: { ...readFilter(one('filter')), ...(text && { text }) },
    sort: readSort(one('sort')),
    page: Math.max(readCount(one('page'), lastPage) ?? 1, 1),
    part: isWord(one('part')) ? one('part') : null,
  };
}

/** The address of a class table. What is as usual stays out of it. */
export function classAddress(sectionId: string, place: Partial<ClassPlace>): string {
  const { assignmentId, filter, sort, page, part } = { ...everybody, ...place };
  const sorted = writeSort(sort);
  const filtered = writeFilter(filter);
  const search = new URLSearchParams({
    ...(assignmentId && { assignment: assignmentId }),
    ...(filtered && { filter: filtered }),
    ...(filter.text && { find: filter.text }),
    ...(sorted !== writeSort(everybody.sort) && { sort: sorted }),
    ...(page > 1 && { page: String(page) }),
    ...(part && { part }),
  });
  return `/sections/${sectionId}/results${search.size > 0 ? `?${search}` : ''}`;
}
