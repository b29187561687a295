// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backOffMs } from '@/lib/client/back-off';
import { openEventLink } from '@/lib/client/event-link';
import { endAllStreams, openStreams } from '@/lib/server/live/open-streams';

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** The most of some times, in milliseconds, that fall into any stretch of this length. */
function mostWithin(times: readonly number[], stretchMs: number): number {
  return Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + stretchMs).length));
}

describe('the wait before another try', () => {
  it('is never shorter than half a second nor longer than one and a half times the longest', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), chance, (failures, random) => {
        const waitMs = backOffMs(failures, 15_000, random);
        expect(waitMs).toBeGreaterThanOrEqual(500);
        expect(waitMs).toBeLessThanOrEqual(22_500);
      }),
    );
  });

  it('doubles with each failure until it is the longest, whatever chance adds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), chance, (failures, random) => {
        const [now, next] = [failures, failures + 1].map((count) => backOffMs(count, 15_000, random));
        expect(next).toBeCloseTo(Math.min((now ?? 0) * 2, 15_000 * (0.5 + random)), 6);
      }),
    );
  });
});

describe('a server that stops', () => {
  it('calls its pages back one after another, all of them within five and a half seconds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (count) => {
        const times: number[] = [];
        for (let at = 0; at < count; at += 1) {
          const endWithBye = async (retryMs: number) => void times.push(retryMs);
          openStreams().add({ pairSessionId: 'pair', signIns: [], endWithBye, end: () => undefined });
        }
        await endAllStreams(5_000);
        openStreams().clear();
        expect(times).toHaveLength(count);
        expect(Math.min(...times)).toBeGreaterThanOrEqual(500);
        expect(Math.max(...times)).toBeLessThanOrEqual(5_500);
        // A tenth of the time brings back a tenth of the pages.
        expect(mostWithin(times, 500)).toBeLessThanOrEqual(Math.ceil(count / 10) + 1);
      }),
      { numRuns: 40 },
    );
  });
});

/** Stands for a browser's event source; a test decides what it hears. */
class FakeSource {
  static opened: { source: FakeSource; at: number }[] = [];
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  isClosed = false;
  private readonly listeners = new Map<string, (event: { data: string }) => void>();

  constructor() {
    FakeSource.opened.push({ source: this, at: Date.now() });
  }
  addEventListener(name: string, listener: (event: { data: string }) => void): void {
    this.listeners.set(name, listener);
  }
  say(name: string, data: unknown): void {
    this.listeners.get(name)?.({ data: JSON.stringify(data) });
  }
  close(): void {
    this.isClosed = true;
  }
}

describe('a page that has lost its stream', () => {
  const links: { close(): void }[] = [];
  const open = (onState: (state: string) => void = () => {}) => {
    const link = openEventLink(() => '/events', { onEvent() {}, onState, async poll() {} });
    links.push(link);
  };
  const sources = () => FakeSource.opened.map(({ source }) => source);

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', FakeSource);
    FakeSource.opened = [];
  });
  afterEach(() => {
    for (const link of links.splice(0)) link.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('comes back when the stopping server said, by itself and once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 5_500 }), (retryMs) => {
        FakeSource.opened = [];
        open();
        const [first] = sources();
        first?.onopen?.();
        first?.say('bye', { retryMs });
        expect(first?.isClosed).toBe(true);
        vi.advanceTimersByTime(retryMs - 1);
        expect(sources()).toHaveLength(1);
        vi.advanceTimersByTime(1);
        expect(sources()).toHaveLength(2);
        sources()[1]?.onopen?.();
        vi.advanceTimersByTime(10_000);
        expect(sources()).toHaveLength(2);
        for (const link of links.splice(0)) link.close();
      }),
      { numRuns: 30 },
    );
  });

  it('tries again and again while nobody answers, and is live once somebody does', () => {
    const states: string[] = [];
    open((state) => states.push(state));
    for (let failure = 1; failure <= 8; failure += 1) {
      sources().at(-1)?.onerror?.();
      vi.advanceTimersByTime(22_500);
      expect(sources()).toHaveLength(failure + 1);
    }
    expect(states.slice(0, 3)).toEqual(['connecting', 'connecting', 'polling']);
    sources().at(-1)?.onopen?.();
    expect(states.at(-1)).toBe('live');
    sources().at(-1)?.onerror?.();
    vi.advanceTimersByTime(1_500);
    expect(sources(), 'the first failure after a success waits a second again').toHaveLength(10);
  });

  it('opens another stream within ten seconds of waking up, though the old one says nothing is wrong', () => {
    open();
    sources()[0]?.onopen?.();
    vi.advanceTimersByTime(12_000);
    sources()[0]?.say('here', {});
    expect(sources(), 'a page that is awake trusts its stream').toHaveLength(1);
    // No timer runs in a machine that sleeps; its clock goes on.
    vi.setSystemTime(Date.now() + 600_000);
    vi.advanceTimersByTime(10_000);
    expect(sources()).toHaveLength(2);
    expect(sources()[0]?.isClosed).toBe(true);
  });

  it('opens another stream when it is online again, though the old one says nothing is wrong', () => {
    open();
    sources()[0]?.onopen?.();
    window.dispatchEvent(new Event('online'));
    vi.advanceTimersByTime(0);
    expect(sources()).toHaveLength(2);
    expect(sources()[0]?.isClosed).toBe(true);
  });

  it('opens another stream when it is shown again after a silence', () => {
    open();
    sources()[0]?.onopen?.();
    document.dispatchEvent(new Event('visibilitychange'));
    expect(sources(), 'heard just now').toHaveLength(1);
    vi.setSystemTime(Date.now() + 20_000);
    document.dispatchEvent(new Event('visibilitychange'));
    vi.advanceTimersByTime(0);
    expect(sources()).toHaveLength(2);
  });

  it('does not come back in one instant with its whole class after the server was killed', () => {
    for (let page = 0; page < 300; page += 1) open();
    for (const source of sources()) source.onopen?.();
    const killedAt = Date.now();
    for (const source of sources()) source.onerror?.();
    for (let passedMs = 0; passedMs < 1_500; passedMs += 1) vi.advanceTimersByTime(1);
    const waits = FakeSource.opened.slice(300).map(({ at }) => at - killedAt);
    expect(waits).toHaveLength(300);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(500);
    // A tenth of the second in which they come brings 30 on average; twice as many would be no spread.
    expect(mostWithin(waits, 100)).toBeLessThan(60);
  });
});
