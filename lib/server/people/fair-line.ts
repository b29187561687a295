/** Whose password is hashed or compared, and who asks for it. */
export interface TurnOf {
  /** The e-mail of the account, also of one that does not exist. */
  account: string;
  /** Turns are dealt out in equal parts to sources: a network address, or a device that the account knows. */
  source: string;
  /** The wider network of an address of which anybody can have thousands. */
  network?: string;
  /** Whether the account knows the device. */
  isKnown: boolean;
}

/** Those who wait for a turn. */
export interface FairLine<W extends TurnOf> {
  /** Lets one more wait. Returns who cannot: the new one, or another that gives its place up; null where all can. */
  add(one: W): W | null;
  /** Takes out the one who is next. */
  next(): W | undefined;
  /** How many wait. */
  readonly size: number;
}

/** Those of one source, the oldest first. */
interface Line<W> {
  waiting: W[];
  /** What the source has wasted, as of its last coming or turn. */
  wasted: number;
  isTurnOfNewest: boolean;
}

/** The lines of known devices, or of everybody else. */
interface Row<W> {
  /** By source, in the order of their next turns. */
  lines: Map<string, Line<W>>;
  /** How many turns the row has had. */
  turns: number;
}

/** Whom a turn of a row goes to: every second one to the next in order, the others to who wasted least. */
const rounds = ['least, newest', 'in order', 'least, oldest', 'in order'] as const;

function choose<W>({ lines, turns }: Row<W>): [source: string, line: Line<W>] | undefined {
  const round = rounds[turns % rounds.length];
  let [chosen] = lines;
  if (!chosen || round === 'in order') return chosen;
  for (const entry of lines) {
    const more = entry[1].wasted - chosen[1].wasted;
    if (more < 0 || (more === 0 && round === 'least, newest')) chosen = entry;
  }
  return chosen;
}

/**
 * Makes a line that nobody can fill for others.
 *
 * - Known devices and everybody else have a turn one after the other, as long as both wait.
 * - Among each of the two, every second turn goes to the source that has wasted the fewest turns lately, the others to
 *   all sources in order. Of equal ones the newest and the oldest go first in turn. So whoever has not guessed wrong
 *   passes by all who have, however many addresses they have, and who has is not kept out either.
 * - Of one source the newest and the oldest have a turn one after the other: who comes after a thousand guesses does not
 *   wait for them, and in a rush that lasts nobody waits for its end.
 * - From one source few may wait for the same account. It is not few of all sources, or guessers could keep the places
 *   of an account taken.
 * - Where the line is full, the source that has wasted most gives up the place of its oldest; of equal ones that with the
 *   most waiting.
 *
 * @param wasted how many turns a source has wasted. Each one that is given is counted there.
 */
export function makeFairLine<W extends TurnOf>(
  limits: { waiting: number; ofAccount: number },
  wasted: { of(who: TurnOf): number; count(who: TurnOf): void },
): FairLine<W> {
  const known: Row<W> = { lines: new Map(), turns: 0 };
  const others: Row<W> = { lines: new Map(), turns: 0 };
  let size = 0;
  let isTurnOfKnown = true;

  const giveUpOne = (): W | null => {
    const { lines } = others.lines.size > 0 ? others : known;
    let [given] = lines;
    for (const entry of lines) {
      const more = given ? entry[1].wasted - given[1].wasted : 0;
      const longer = given ? entry[1].waiting.length - given[1].waiting.length : 0;
      // Of equal ones the last in order gives way.
      if (more > 0 || (more === 0 && longer >= 0)) given = entry;
    }
    if (!given) return null;
    const [source, { waiting }] = given;
    const one = waiting.shift();
    if (waiting.length === 0) lines.delete(source);
    size -= 1;
    return one ?? null;
  };

  return {
    add(one) {
      const { lines } = one.isKnown ? known : others;
      const line = lines.get(one.source) ?? { waiting: [], wasted: 0, isTurnOfNewest: true };
      const same = line.waiting.filter(({ account }) => account === one.account);
      if (same.length >= limits.ofAccount) return one;
      line.waiting.push(one);
      line.wasted = wasted.of(one);
      lines.set(one.source, line);
      size += 1;
      return size > limits.waiting ? giveUpOne() : null;
    },
    next() {
      const [first, second] = isTurnOfKnown ? [known, others] : [others, known];
      const row = first.lines.size > 0 ? first : second;
      const chosen = choose(row);
      if (!chosen) return undefined;
      isTurnOfKnown = row === others;
      row.turns += 1;
      const [source, line] = chosen;
      const one = line.isTurnOfNewest ? line.waiting.pop() : line.waiting.shift();
      line.isTurnOfNewest = !line.isTurnOfNewest;
      size -= 1;
      if (one) wasted.count(one);
      row.lines.delete(source);
      const [left] = line.waiting;
      if (left) row.lines.set(source, { ...line, wasted: wasted.of(left) });
      return one;
    },
    get size() {
      return size;
    },
  };
}
