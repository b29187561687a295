/** Which of a part's answers a count is about: the first, any, or the one that counts now. */
export type AnswerTime = 'first' | 'ever' | 'now';

/** Which pairs the class table shows. */
export type ClassFilter =
  | { by: 'all' }
  /** Something waits for a person: unread, or changed after a decision. */
  | { by: 'unread' }
  /** The partners do not agree on a part. */
  | { by: 'disagreed' }
  /** A scored part is untouched. */
  | { by: 'unfinished' }
  /** What is known of one part. */
  | { by: 'part'; partId: string; is: PartFilter }
  /** An idea or a known mistake in a part, by its code. */
  | { by: 'idea'; partId: string; code: string; time: AnswerTime }
  /** An answer to a part, by the hash of its canonical form. */
  | { by: 'answer'; partId: string; hash: string; time: AnswerTime }
  /** A cell of a matrix that was wrong; row and column from 0. */
  | { by: 'cell'; partId: string; row: number; column: number; time: 'first' | 'now' };

export const partFilters = ['waiting', 'changed', 'decided', 'done', 'right', 'wrong', 'untouched'] as const;
export type PartFilter = (typeof partFilters)[number];

export type ClassSort =
  | { by: 'name' | 'points' | 'unread' | 'last'; isDescending: boolean }
  | { by: 'part'; partId: string; isDescending: boolean };

/** What the page of a class shows; all of it stands in its address. */
export interface ClassPlace {
  /** null: the newest. */
  assignmentId: string | null;
  filter: ClassFilter;
  /** Letters of a name or an e-mail; empty for everybody. */
  find: string;
  sort: ClassSort;
  /** From 1. */
  page: number;
}

const everybody: ClassPlace = {
  assignmentId: null,
  filter: { by: 'all' },
  find: '',
  sort: { by: 'name', isDescending: false },
  page: 1,
};

/** What stands in an address is at most this long, in characters. */
const longestWord = 64;
const longestFind = 100;
/** The last page that an address can ask for: no class has more pairs. */
const lastPage = 9_999;
const widestMatrix = 64;

const word = /^[\w.-]+$/;
const isWord = (text: string | undefined): text is string =>
  text !== undefined && text.length <= longestWord && word.test(text);

function oneOf<const Options extends readonly string[]>(
  options: Options,
  text: string | undefined,
): Options[number] | null {
  return options.find((option) => option === text) ?? null;
}

function readIndex(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,2}$/.test(text) && Number(text) < widestMatrix ? Number(text) : null;
}

function readFilter(text: string): ClassFilter {
  const [first, second, third, fourth, fifth, ...rest] = text.split(':');
  const general = oneOf(['unread', 'disagreed', 'unfinished'], text);
  if (general) return { by: general };
  if (!isWord(first) || rest.length > 0) return everybody.filter;
  const partId = first;
  const is = third === undefined ? oneOf(partFilters, second) : null;
  if (is) return { by: 'part', partId, is };
  const time = oneOf(['first', 'ever', 'now'], second === 'cell' ? fifth : fourth);
  if (second === 'cell') {
    const [row, column] = [readIndex(third), readIndex(fourth)];
    return row === null || column === null || time === null || time === 'ever'
      ? everybody.filter
      : { by: 'cell', partId, row, column, time };
  }
  if (!isWord(third) || time === null || fifth !== undefined) return everybody.filter;
  if (second === 'idea') return { by: 'idea', partId, code: third, time };
  return second === 'answer' ? { by: 'answer', partId, hash: third, time } : everybody.filter;
}

function writeFilter(filter: ClassFilter): string {
  switch (filter.by) {
    case 'part':
      return `${filter.partId}:${filter.is}`;
    case 'idea':
      return `${filter.partId}:idea:${filter.code}:${filter.time}`;
    case 'answer':
      return `${filter.partId}:answer:${filter.hash}:${filter.time}`;
    case 'cell':
      return `${filter.partId}:cell:${filter.row}:${filter.column}:${filter.time}`;
    default:
      return filter.by;
  }
}

function readSort(text: string): ClassSort {
  const isDescending = text.startsWith('-');
  const [by, partId, ...rest] = (isDescending ? text.slice(1) : text).split(':');
  if (by === 'part' && isWord(partId) && rest.length === 0) return { by, partId, isDescending };
  const column = partId === undefined ? oneOf(['name', 'points', 'unread', 'last'], by) : null;
  return column ? { by: column, isDescending } : everybody.sort;
}

function writeSort(sort: ClassSort): string {
  return `${sort.isDescending ? '-' : ''}${sort.by === 'part' ? `part:${sort.partId}` : sort.by}`;
}

/** Reads what an address asks for. What cannot be read does not count, so that an old link still shows the class. */
export function readClassPlace(search: Record<string, string | string[] | undefined>): ClassPlace {
  const one = (name: string) => {
    const value = search[name];
    return (Array.isArray(value) ? value[0] : value) ?? '';
  };
  const page = /^\d{1,4}$/.test(one('page')) ? Number(one('page')) : 1;
  return {
    assignmentId: isWord(one('assignment')) ? one('assignment') : null,
    filter: readFilter(one('filter')),
    // By code points, so that no letter is cut in half.
    find: [...one('find').toWellFormed()].slice(0, longestFind).join('').trim(),
    sort: readSort(one('sort')),
    page: Math.min(Math.max(page, 1), lastPage),
  };
}

/** The address of a class table. What is as usual stays out of it. */
export function classAddress(sectionId: string, place: Partial<ClassPlace>): string {
  const { assignmentId, filter, find, sort, page } = { ...everybody, ...place };
  const sorted = writeSort(sort);
  const search = new URLSearchParams({
    ...(assignmentId && { assignment: assignmentId }),
    ...(filter.by !== 'all' && { filter: writeFilter(filter) }),
    ...(find && { find }),
    ...(sorted !== writeSort(everybody.sort) && { sort: sorted }),
    ...(page > 1 && { page: String(page) }),
  });
  return `/sections/${sectionId}/results${search.size > 0 ? `?${search}` : ''}`;
}
