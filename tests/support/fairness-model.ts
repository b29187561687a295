import { loadWorksheet } from '@/lib/worksheets/load';
import { testWorksheet } from './worksheet';

/**
 * A small model of what is fair, written from the rules and not from the code: who has seen and used what, what a part can
 * earn, and what each person has. Everybody may decide alone, and nobody has to wait for a partner.
 */

export const names = ['Ada', 'Alan', 'Edith'] as const;
export type Name = (typeof names)[number];
export type PartId = '1b' | '1c' | '2a';
export type Answer = 'right' | 'wrong';

const rows = (cell: (row: number, column: number) => string) =>
  Array.from({ length: 8 }, (_, row) => Array.from({ length: 8 }, (_, column) => cell(row, column)));

/** Two answers to each part, the right one and another. */
export const responses = {
  '1b': { right: 'low', wrong: 'high' },
  '1c': { right: 'high', wrong: 'low' },
  '2a': {
    right: rows((row, column) => (column <= row ? `1/${row + 1}` : '0')),
    wrong: rows((row, column) => (column <= row ? '1' : '2')),
  },
} as const;
const limits = { '1b': 2, '1c': 2, '2a': null } as const;
export const partIds = ['1b', '1c', '2a'] as const satisfies PartId[];

const { worksheet } = loadWorksheet(testWorksheet.source, 'worksheet.yaml');

function pointsOf(partId: PartId, answer: Answer): number {
  const part = worksheet.parts.get(partId);
  return part?.prepared.grade(responses[partId][answer], part.points).earned ?? 0;
}

interface Score {
  earned: number;
  at: number;
}

export interface ModelSession {
  id: string;
  assignment: number;
  members: Name[];
  isTouched: boolean;
  turned: Set<PartId>;
  handedIn: Set<PartId>;
  latest: Map<PartId, Answer>;
  /** What stands in the fields, and whether its writer had seen the key. */
  drafts: Map<PartId, { answer: Answer; isInformed: boolean }>;
  scores: Map<PartId, Score>;
  /** What members have by answers of their own. */
  own: Map<PartId, Map<Name, number>>;
  declinedAt: Map<Name, number>;
}

interface Sitting {
  name: Name;
  session: ModelSession;
  joinedAt: number;
  leftAt: number | null;
  /** What each part had on leaving. */
  kept: Map<PartId, Score>;
  /** Left by the person's own wish, and not come back since. */
  mayReturn: boolean;
}

const returnMinutes = 10;

/** What the model expects an act to be answered. */
export type Expected = { code: string } | { earned: number; repeated: boolean };

export class Model {
  time = 0;
  private readonly seen = new Map<Name, Set<PartId>>(names.map((name) => [name, new Set()]));
  private readonly used = new Map<Name, Map<PartId, number>>(names.map((name) => [name, new Map()]));
  readonly sittings: Sitting[] = [];

  hasSeen(name: Name, partId: PartId): boolean {
    return this.seen.get(name)?.has(partId) ?? false;
  }
  usedBy(name: Name, partId: PartId): number {
    return this.used.get(name)?.get(partId) ?? 0;
  }
  seatOf(name: Name, assignment: number): Sitting | null {
    const here = (one: Sitting) => one.name === name && one.leftAt === null;
    return this.sittings.find((one) => here(one) && one.session.assignment === assignment) ?? null;
  }
  isSpent({ members }: ModelSession, partId: PartId): boolean {
    return members.some((name) => this.hasSeen(name, partId));
  }
  attempts({ members }: ModelSession, partId: PartId): number {
    return Math.max(0, ...members.map((name) => this.usedBy(name, partId)));
  }
  private isUsedUp(session: ModelSession, partId: PartId): boolean {
    const limit = limits[partId];
    return limit !== null && this.attempts(session, partId) >= limit;
  }

  private sit(name: Name, session: ModelSession, joinedAt = this.time): void {
    session.members.push(name);
    for (const one of this.sittings) if (one.name === name && one.session === session) one.mayReturn = false;
    this.sittings.push({ name, session, joinedAt, leftAt: null, kept: new Map(), mayReturn: false });
  }
  private rise(sitting: Sitting, keeps: boolean): void {
    const { session, name } = sitting;
    session.members = session.members.filter((other) => other !== name);
    sitting.leftAt = this.time;
    if (keeps) sitting.kept = new Map(session.scores);
    sitting.mayReturn = keeps;
  }

  start(name: Name, assignment: number, id: string): void {
    this.sit(name, {
      id,
      assignment,
      members: [],
      isTouched: false,
      turned: new Set(),
      handedIn: new Set(),
      latest: new Map(),
      drafts: new Map(),
      scores: new Map(),
      own: new Map(),
      declinedAt: new Map(),
    });
  }

  /** Whether those who sit there lose anything by somebody's joining. */
  private costs(session: ModelSession, name: Name): boolean {
    if (session.members.length === 0) return false;
    return partIds.some((partId) => {
      const isOpen =
        !session.handedIn.has(partId) && !this.isSpent(session, partId) && !this.isUsedUp(session, partId);
      if (!isOpen) return false;
      if (this.hasSeen(name, partId)) return true;
      return limits[partId] !== null && this.usedBy(name, partId) > this.attempts(session, partId);
    });
  }

  /** @param says what those who sit there answer where they are asked. */
  join(name: Name, session: ModelSession, says: boolean, isReturn = false): string {
    const held = this.seatOf(name, session.assignment);
    if (held?.session === session) return 'joined';
    if (session.members.length >= 2 || (session.members.length === 0 && !isReturn)) {
      return isReturn ? 'no-return' : 'no-such-code';
    }
    if (held && (held.session.members.length > 1 || held.session.isTouched)) return 'already-paired';
    if (this.costs(session, name)) {
      const declinedAt = session.declinedAt.get(name);
      if (declinedAt !== undefined && this.time - declinedAt <= returnMinutes) return 'declined';
      if (!says) {
        session.declinedAt.set(name, this.time);
        return 'waiting, then declined';
      }
    }
    const waited = this.costs(session, name);
    session.declinedAt.delete(name);
    if (held) this.rise(held, false);
    this.sit(name, session);
    return waited ? 'waiting, then joined' : 'joined';
  }

  leave(name: Name, assignment: number): void {
    const seat = this.seatOf(name, assignment);
    if (seat) this.rise(seat, true);
  }

  /** The pair that somebody has left last and may still read. */
  lastLeft(name: Name, assignment: number): Sitting | null {
    const left = this.sittings.filter(
      (one) => one.name === name && one.session.assignment === assignment && one.mayReturn,
    );
    return left.sort((a, b) => (a.leftAt ?? 0) - (b.leftAt ?? 0)).at(-1) ?? null;
  }
  goBack(sitting: Sitting, says: boolean): string {
    if (this.time - (sitting.leftAt ?? 0) > returnMinutes) return 'no-return';
    return this.join(sitting.name, sitting.session, says, true);
  }

  /** @param copyId of the pair session in which the second one goes on. */
  split(session: ModelSession, copyId: string): void {
    const [, mover] = session.members;
    const seat = mover && this.seatOf(mover, session.assignment);
    if (!mover || !seat) return;
    this.rise(seat, false);
    const copy = {
      ...session,
      id: copyId,
      members: [],
      turned: new Set(session.turned),
      handedIn: new Set(session.handedIn),
      latest: new Map(session.latest),
      drafts: new Map(session.drafts),
      scores: new Map(session.scores),
      own: new Map(session.own),
      declinedAt: new Map(),
    };
    this.sit(mover, copy, seat.joinedAt);
  }

  type(name: Name, assignment: number, partId: PartId, answer: Answer): void {
    const session = this.seatOf(name, assignment)?.session;
    if (!session) return;
    session.isTouched = true;
    session.drafts.set(partId, { answer, isInformed: this.hasSeen(name, partId) });
  }

  private store(session: ModelSession, partId: PartId, answer: Answer): number {
    const earned = pointsOf(partId, answer);
    session.isTouched = true;
    session.latest.set(partId, answer);
    session.scores.set(partId, { earned, at: this.time });
    return earned;
  }

  check(name: Name, assignment: number, partId: PartId, answer: Answer): Expected {
    const session = this.seatOf(name, assignment)?.session;
    if (!session) return { code: 'not-found' };
    if (this.isSpent(session, partId)) return { code: 'revealed' };
    if (session.handedIn.has(partId)) return { code: 'handed-in' };
    if (session.latest.get(partId) === answer) return { earned: pointsOf(partId, answer), repeated: true };
    const draft = session.drafts.get(partId);
    if (draft?.isInformed && draft.answer === answer) return { code: 'from-solution' };
    if (this.isUsedUp(session, partId)) return { code: 'no-attempts-left' };
    for (const member of session.members) {
      this.used.get(member)?.set(partId, this.usedBy(member, partId) + 1);
    }
    return { earned: this.store(session, partId, answer), repeated: false };
  }

  /** A check of what stands in the fields; null where nothing does. */
  checkDraft(name: Name, assignment: number, partId: PartId): Expected | null {
    const draft = this.seatOf(name, assignment)?.session.drafts.get(partId);
    return draft ? this.check(name, assignment, partId, draft.answer) : null;
  }

  /** The draft is graded as a last submission where it says something new and could earn something. */
  private finish(session: ModelSession, partId: PartId): void {
    const draft = session.drafts.get(partId);
    // What was typed by somebody who had seen the key, and has left, earns nothing for those who stay.
    if (
      draft === undefined ||
      draft.isInformed ||
      this.isSpent(session, partId) ||
      session.handedIn.has(partId)
    )
      return;
    if (this.isUsedUp(session, partId) || session.latest.get(partId) === draft.answer) return;
    this.store(session, partId, draft.answer);
  }

  reveal(name: Name, assignment: number, partId: PartId): void {
    const session = this.seatOf(name, assignment)?.session;
    if (!session) return;
    // Who has turned the page here looks again, which shows nothing to anybody else.
    if (session.turned.has(partId) && this.hasSeen(name, partId)) return;
    this.finish(session, partId);
    session.turned.add(partId);
    for (const member of session.members) this.seen.get(member)?.add(partId);
  }

  handIn(name: Name, assignment: number, partId: PartId): void {
    const session = this.seatOf(name, assignment)?.session;
    if (!session || session.handedIn.has(partId)) return;
    const isOpen = !this.isSpent(session, partId) && !this.isUsedUp(session, partId);
    if (isOpen && session.drafts.get(partId)?.isInformed) return;
    this.finish(session, partId);
    session.handedIn.add(partId);
  }

  /** One of a pair confirms an own answer, the other one not yet. */
  beginOwn(name: Name, assignment: number, partId: PartId): string {
    const session = this.seatOf(name, assignment)?.session;
    if (!session) return 'not-found';
    if (session.handedIn.has(partId)) return 'handed-in';
    if (this.isSpent(session, partId)) return 'revealed';
    if (this.isUsedUp(session, partId)) return 'no-attempts-left';
    if (session.members.length < 2) return 'bad-request';
    session.isTouched = true;
    return 'proposed';
  }

  /** Both hand in an answer of their own, the first one the right one. */
  disagree(name: Name, assignment: number, partId: PartId): string {
    const session = this.seatOf(name, assignment)?.session;
    const begun = this.beginOwn(name, assignment, partId);
    if (!session || begun !== 'proposed') return begun;
    const [right, wrong] = [pointsOf(partId, 'right'), pointsOf(partId, 'wrong')];
    session.isTouched = true;
    session.scores.set(partId, { earned: (right + wrong) / 2, at: this.time });
    const others = session.members.filter((other) => other !== name);
    session.own.set(partId, new Map([[name, right], ...others.map((other) => [other, wrong] as const)]));
    session.handedIn.add(partId);
    return 'handed-in';
  }

  /**
   * What somebody has for a part: of the pairs in order, what was submitted while they sat there takes the place of what
   * they had, and what a pair had before only where it is more.
   */
  points(name: Name, assignment: number, partId: PartId): number {
    const own = this.sittings
      .filter((one) => one.name === name && one.session.assignment === assignment)
      .sort((a, b) => (a.leftAt ?? Number.POSITIVE_INFINITY) - (b.leftAt ?? Number.POSITIVE_INFINITY));
    let points: number | null = null;
    for (const { session, leftAt, kept, joinedAt } of own) {
      const score = (leftAt === null ? session.scores : kept).get(partId);
      if (!score) continue;
      const earned = session.own.get(partId)?.get(name) ?? score.earned;
      if (points === null || score.at >= joinedAt || earned > points) points = earned;
    }
    return points ?? 0;
  }
}
