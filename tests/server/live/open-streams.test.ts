import { afterEach, expect, it } from 'vitest';
import { makeRoomForStream, type OpenStream, openStreams } from '@/lib/server/live/open-streams';

afterEach(() => openStreams().clear());

function open(signInId: string, pairSessionId: string): { waits: number[] } {
  const waits: number[] = [];
  const stream: OpenStream = {
    pairSessionId,
    signIns: [{ id: signInId, userId: 'somebody' }],
    async endWithBye(retryMs) {
      waits.push(retryMs);
    },
    end: () => undefined,
  };
  openStreams().add(stream);
  return { waits };
}

const room = (signInId: string, pairSessionId: string, mostOpen?: number) =>
  makeRoomForStream({ signInId, pairSessionId }, mostOpen);

it('sends the oldest page of a person away when they open a seventh one of the same pair', () => {
  const pages = Array.from({ length: 6 }, () => open('ada', 'pair'));
  const others = [open('alan', 'pair'), open('ada', 'another pair')];
  expect(room('ada', 'pair')).toBe(true);
  expect(pages.map(({ waits }) => waits)).toEqual([[60_000], [], [], [], [], []]);
  expect(others.map(({ waits }) => waits)).toEqual([[], []]);
  expect(openStreams().size).toBe(7);
  open('ada', 'pair');
  room('ada', 'pair');
  expect(pages.map(({ waits }) => waits.length)).toEqual([1, 1, 0, 0, 0, 0]);
});

it('refuses a stream while the process has as many as it can serve', () => {
  open('ada', 'pair');
  expect(room('alan', 'pair', 2)).toBe(true);
  open('alan', 'pair');
  expect(room('kurt', 'pair', 2)).toBe(false);
});
