import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FairLine, makeFairLine, type TurnOf } from '@/lib/server/people/fair-line';
import { makeWastedTurns } from '@/lib/server/people/wasted-turns';

const limits = { waiting: 2_000, ofAccount: 2 };

interface Person extends TurnOf {
  name: string;
}

let made = 0;

/** Somebody who types an e-mail of their own somewhere. */
function from(source: string, given: Partial<Person> = {}): Person {
  made += 1;
  return { name: `person ${made}`, account: `account ${made}`, source, isKnown: false, ...given };
}

function open(given: Partial<typeof limits> = {}) {
  const wasted = makeWastedTurns();
  return { wasted, line: makeFairLine<Person>({ ...limits, ...given }, wasted) };
}

/** In which turn somebody is served, when something happens before each of them. */
function turnOf(person: Person, line: FairLine<Person>, before: () => void = () => undefined): number {
  for (let turn = 1; turn <= 20_000; turn += 1) {
    before();
    if (line.next() === person) return turn;
  }
  return Number.POSITIVE_INFINITY;
}

const bots = (count: number) => Array.from({ length: count }, (_, at) => `bot ${at}`);
const isKnown = fc.boolean();
/** How a flood goes on: the addresses that send again before each turn. */
const arrivals = fc.array(fc.nat(599), { maxLength: 4 });

describe('somebody who has guessed nothing wrong', () => {
  it('waits for four turns at most, however many addresses that have go on and on', () => {
    const flood = fc.record({
      addresses: fc.integer({ min: 1, max: 600 }),
      devices: fc.integer({ min: 0, max: 20 }),
      turnsBefore: fc.nat(50),
      more: fc.array(arrivals, { minLength: 1, maxLength: 20 }),
      isKnown,
    });
    fc.assert(
      fc.property(flood, ({ addresses, devices, turnsBefore, more, ...who }) => {
        const { wasted, line } = open();
        const sources = bots(addresses);
        for (const source of sources) {
          wasted.count(from(source));
          for (let at = 0; at < 3; at += 1) line.add(from(source));
        }
        for (const source of bots(devices)) {
          const device = from(`device of ${source}`, { isKnown: true });
          wasted.count(device);
          line.add(device);
        }
        for (let turn = 0; turn < turnsBefore; turn += 1) line.next();
        const ada = from('home', who);
        expect(line.add(ada)).toBeNull();
        let turn = 0;
        const sendMore = () => {
          for (const at of more[turn % more.length] ?? []) line.add(from(sources[at % addresses] ?? ''));
          turn += 1;
        };
        expect(turnOf(ada, line, sendMore)).toBeLessThanOrEqual(4);
      }),
      { numRuns: 60 },
    );
  });

  it('waits for eight turns at most behind addresses that nobody has seen before either', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_999 }), fc.nat(20), isKnown, (count, turnsBefore, known) => {
        const { line } = open();
        for (const source of bots(count)) line.add(from(source));
        line.add(from('her phone', { isKnown: true }));
        for (let turn = 0; turn < turnsBefore; turn += 1) line.next();
        const ada = from('home', { isKnown: known });
        line.add(ada);
        expect(turnOf(ada, line)).toBeLessThanOrEqual(8);
      }),
      { numRuns: 60 },
    );
  });

  it('waits for four turns at most while a /48 of IPv6 sends from ever new ones of its networks', () => {
    const { line } = open();
    let count = 0;
    const guess = () => {
      count += 1;
      line.add(from(`2001:db8:7:${count.toString(16)}::/64`, { network: '2001:db8:7::/48' }));
    };
    for (let at = 0; at < 600; at += 1) guess();
    for (let at = 0; at < 100; at += 1) {
      line.next();
      guess();
    }
    const ada = from('2001:db8:8:1::/64', { network: '2001:db8:8::/48' });
    line.add(ada);
    expect(turnOf(ada, line, guess)).toBeLessThanOrEqual(4);
  });

  it('waits for two turns at most after as many guesses of the own address', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_999 }), fc.nat(20), (count, turnsBefore) => {
        const { line } = open();
        for (let at = 0; at < count; at += 1) line.add(from('school'));
        for (let turn = 0; turn < turnsBefore; turn += 1) line.next();
        const ada = from('school');
        line.add(ada);
        expect(turnOf(ada, line)).toBeLessThanOrEqual(2);
      }),
      { numRuns: 30 },
    );
  });
});

it('keeps nobody waiting for ever, whatever each has wasted and however the others go on', () => {
  const source = fc.nat(9);
  const sent = fc.array(fc.record({ source, isKnown }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(
      sent,
      fc.array(sent, { minLength: 1, maxLength: 5 }),
      fc.array(source),
      (first, more, spent) => {
        const { wasted, line } = open();
        for (const at of spent) wasted.count(from(`bot ${at}`));
        const send = ({ source: at, isKnown: known }: { source: number; isKnown: boolean }) => {
          const one = from(`bot ${at}`, { isKnown: known });
          return line.add(one) === null ? one : null;
        };
        const waiting = new Set(first.map(send));
        let turn = 0;
        // Twenty lines, of which each has its oldest served in every second of its turns.
        const mostTurns = 4 * 20 * 2 * (first.length + 1);
        for (; waiting.size > 0 && turn < mostTurns; turn += 1) {
          for (const one of more[turn % more.length] ?? []) send(one);
          waiting.delete(line.next() ?? null);
        }
        expect(turn).toBeLessThan(mostTurns);
      },
    ),
    { numRuns: 60 },
  );
});

it('serves or refuses everybody once, and holds no more than allowed', () => {
  const step = fc.option(
    fc.record({ source: fc.nat(8), account: fc.nat(3), isKnown, isOfUse: fc.boolean() }),
    { freq: 3 },
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), fc.integer({ min: 1, max: 30 }), (steps, waiting) => {
      const { wasted, line } = open({ waiting });
      const ended: Person[] = [];
      const came: Person[] = [];
      for (const one of steps) {
        const person =
          one && from(`at ${one.source}`, { account: `account ${one.account}`, isKnown: one.isKnown });
        const gone = person ? line.add(person) : line.next();
        if (person) came.push(person);
        if (gone) ended.push(gone);
        if (gone && one?.isOfUse) wasted.forgive(gone);
        expect(line.size).toBe(came.length - ended.length);
        expect(line.size).toBeLessThanOrEqual(waiting);
      }
      for (let one = line.next(); one; one = line.next()) ended.push(one);
      expect(line.size).toBe(0);
      expect(new Set(ended)).toEqual(new Set(came));
      expect(ended).toHaveLength(came.length);
    }),
  );
});

it('lets a class of one address pass by addresses that guess, and its typing mistakes not hold it up', () => {
  const { wasted, line } = open();
  const send = (source: string) => line.add(from(source));
  for (const source of bots(600)) send(source);
  const pupils = new Set(Array.from({ length: 1_000 }, () => from('school')));
  for (const one of pupils) line.add(one);
  let [turns, served] = [0, 0];
  while (served < 1_000 && turns < 10_000) {
    const one = line.next();
    turns += 1;
    if (!one) break;
    // Every tenth of them is a typing mistake, which is sent again.
    if (!pupils.has(one)) send(one.source);
    else if (served % 10 === 0 && !one.name.endsWith('again')) {
      const again = from('school', { name: `${one.name} again` });
      pupils.add(again);
      line.add(again);
      served += 1;
    } else {
      wasted.forgive(one);
      served += 1;
    }
  }
  expect(served).toBe(1_000);
  // Once each guessing address has had a few, every second turn is one of the school's.
  expect(turns).toBeLessThan(5_000);
});

it('takes the place of who guesses, and never that of who has not', () => {
  const { wasted, line } = open({ waiting: 50 });
  const ada = from('home');
  line.add(ada);
  for (const source of bots(49)) {
    const guess = from(source);
    wasted.count(guess);
    line.add(guess);
  }
  for (const source of bots(49)) expect(line.add(from(source))).not.toBe(ada);
  const alan = from('library');
  expect(line.add(alan)).not.toBe(alan);
  expect([line.next(), line.next(), line.next()]).toEqual(expect.arrayContaining([ada, alan]));
});
