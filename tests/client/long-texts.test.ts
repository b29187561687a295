import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { makeLongTexts } from '@/lib/client/long-texts';
import { humanText } from '../support/human-texts';

const path = '1a';

/** A browser that has opened a long text holding `start`, and the server's copy, which hears of each edit. */
async function openText(start: string) {
  const server = new Y.Doc();
  server.getText('text').insert(0, start);
  const state = Buffer.from(Y.encodeStateAsUpdate(server)).toString('base64');
  vi.stubGlobal('fetch', async () => Response.json({ state }));
  const texts = makeLongTexts('p');
  await texts.open(path);
  return {
    type(next: string) {
      Y.applyUpdate(server, Buffer.from(texts.edit(path, next), 'base64'));
    },
    here: () => texts.text(path),
    there: () => server.getText('text').toString(),
  };
}

beforeEach(() => vi.unstubAllGlobals());
afterEach(() => vi.unstubAllGlobals());

it.each([
  ['a letter of mathematics by its neighbour', 'the mean is 𝑝', 'the mean is 𝑞'],
  ['a smile by another', 'fine 😀', 'fine 😁'],
  ['the first half of two flags', '🇩🇪🇫🇷', '🇧🇪🇫🇷'],
  ['one of two equal smiles', '😀😀', '😀'],
  ['a letter by one whose second half is the same', 'a 𐀁 b', 'a 𐐁 b'],
  ['a line end of Windows', 'one\r\ntwo', 'one\ntwo'],
  ['an accent that stands by itself', 'e\u0301', 'e\u0300'],
])('keeps %s, here and on the server', async (_title, before, after) => {
  const text = await openText(before);
  text.type(after);
  expect(text.here()).toBe(after);
  expect(text.there()).toBe(after);
});

it('holds exactly what was typed, whatever characters it is made of', async () => {
  await fc.assert(
    fc.asyncProperty(humanText, fc.array(humanText, { maxLength: 6 }), async (start, versions) => {
      const text = await openText(start);
      for (const next of versions) {
        text.type(next);
        expect(text.here()).toBe(next);
        expect(text.there()).toBe(next);
      }
    }),
    { numRuns: 200 },
  );
});
