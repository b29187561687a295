import 'fake-indexeddb/auto';
import { createStore, set } from 'idb-keyval';
import { expect, it } from 'vitest';
import { type OutboxContent, openOutboxStore } from '@/lib/client/outbox';

function holding(path: string, value: string): OutboxContent {
  const ops = [{ opId: `op of ${path}`, path, base: 0, value }];
  return {
    batches: [{ ops, atomic: false, seatId: 'ada' }],
    typed: { [`${path}/typed`]: { text: value, before: '', base: 0 } },
  };
}

const nothing = { batches: [], typed: {} };
let pairs = 0;
function newPair() {
  pairs += 1;
  const key = `pair ${pairs}/ada`;
  const open = () => openOutboxStore(key, () => expect.unreachable('storage is available'));
  return { key, open };
}

it('gives the next page what a closed one left, once', async () => {
  const { open } = newPair();
  const first = open();
  await first.save(holding('2a', '1/2'));
  first.close();
  const second = open();
  expect(await second.load()).toEqual(holding('2a', '1/2'));
  second.close();
  const third = open();
  expect(await third.load()).toEqual(holding('2a', '1/2'));
  await third.save(nothing);
  third.close();
  expect(await open().load()).toEqual(nothing);
});

it('leaves an open page what it holds, and writes nothing over it', async () => {
  const { open } = newPair();
  const first = open();
  await first.save(holding('1a', 'hers'));
  const second = open();
  expect(await second.load()).toEqual(nothing);
  await second.save(holding('1d', 'also hers'));
  first.close();
  second.close();
  const { batches, typed } = await open().load();
  expect(batches.map(({ ops }) => ops[0]?.path)).toEqual(['1a', '1d']);
  expect(Object.keys(typed)).toEqual(['1a/typed', '1d/typed']);
});

it('gives what is left to one of two pages that open at once', async () => {
  const { open } = newPair();
  const first = open();
  await first.save(holding('2a', '1/2'));
  first.close();
  const loaded = await Promise.all([open(), open()].map((store) => store.load()));
  expect(loaded.filter(({ batches }) => batches.length > 0)).toHaveLength(1);
});

it('takes up what a page was taking over when it went away', async () => {
  const { key, open } = newPair();
  const left = { ...holding('2a', '1/2'), savedAt: 0, takenBy: 'a page that is gone' };
  await set(`${key}/a page before it`, left, createStore('duet', 'outbox'));
  expect(await open().load()).toEqual(holding('2a', '1/2'));
});

it('keeps what is typed while another page’s edits are being taken over', async () => {
  const { open } = newPair();
  const first = open();
  await first.save(holding('2a', '1/2'));
  first.close();
  const second = open();
  const loading = second.load();
  await second.save(holding('1a', 'typed at once'));
  await loading;
  second.close();
  expect((await open().load()).batches).toHaveLength(2);
});

it('keeps pairs and people apart', async () => {
  const hers = newPair();
  const his = newPair();
  const first = hers.open();
  await first.save(holding('2a', '1/2'));
  first.close();
  expect(await his.open().load()).toEqual(nothing);
});
