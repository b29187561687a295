import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { mergeEdit, openText } from '@/lib/server/pair/text-documents';
import { readTextEdit } from '@/lib/server/pair/text-edit';
import {
  bytesOf,
  declaresTooMany,
  editOf,
  makeChance,
  mutate,
  writeTogether,
} from '../../support/text-edits';

const edits = writeTogether(makeChance(1), 150);
const text = (change: (text: Y.Text, doc: Y.Doc) => void) =>
  editOf(new Y.Doc(), (doc) => change(doc.getText('text'), doc));

describe('an edit of a text', () => {
  it('is what browsers make of what is typed', () => {
    expect(edits.filter(({ edit, state }) => mergeEdit(openText(state, ''), edit) !== 'merged')).toEqual([]);
    expect(readTextEdit(text((one) => one.insert(0, 'a')))).toEqual({ stretches: 1, places: 1 });
    expect(readTextEdit(text((one) => one.insert(0, '\ufeff\r\n👩‍👩‍👧')))).not.toBeNull();
  });

  it.each<[string, Uint8Array]>([
    ['declares more than it holds', declaresTooMany],
    ['declares more writers than it holds', bytesOf(33_554_432, 1, 1, 0)],
    ['declares more deletions than it holds', bytesOf(0, 1, 7, 33_554_432, 0, 1)],
    ['declares a longer text than it holds', bytesOf(1, 1, 7, 0, 4, 1, 'text', 9_000, 65, 0)],
    ['holds nothing', new Uint8Array()],
    ['goes on after its end', Uint8Array.from([...text((one) => one.insert(0, 'a')), 0])],
    ['holds another thing beside the text', text((_one, doc) => doc.getMap('hidden').set('a', 1))],
    ['holds another text', text((_one, doc) => doc.getText('other').insert(0, 'a'))],
    ['holds a thing in the text', text((one) => one.insertEmbed(0, { a: 1 }))],
    ['holds a type in the text', text((one) => one.insertEmbed(0, new Y.Map()))],
    ['formats the text', text((one) => one.insert(0, 'a', { bold: true }))],
    ['gives the text an attribute', text((one) => one.setAttribute('a', 'b'))],
    ['holds a document in another one', text((_one, doc) => doc.getMap('documents').set('a', new Y.Doc()))],
    ['holds a character that cannot be stored', text((one) => one.insert(0, 'a\0b'))],
    ['holds half a character', bytesOf(1, 1, 7, 0, 4, 1, 'text', 2, 0xf0, 0)],
    ['holds no character', bytesOf(1, 1, 7, 0, 4, 1, 'text', 0, 0)],
    ['takes room for what is not there', bytesOf(1, 1, 7, 0, 0, 9, 0)],
    ['leaves a gap', bytesOf(1, 1, 7, 0, 10, 9, 0)],
    ['stands in another item', bytesOf(1, 1, 7, 0, 4, 0, 7, 0, 'a', 0)],
    ['has a writer beyond all numbers', bytesOf(1, 1, 2 ** 32, 0, 4, 1, 'text', 'a', 0)],
    ['begins beyond all numbers', bytesOf(1, 1, 7, 2 ** 31, 4, 1, 'text', 'a', 0)],
    ['deletes beyond all numbers', bytesOf(0, 1, 7, 1, 0, 2 ** 31)],
    ['deletes one range again and again', bytesOf(0, 1, 7, 2, 0, 9, 0, 9)],
    ['names a writer twice', bytesOf(2, 1, 7, 0, 4, 1, 'text', 'a', 1, 7, 1, 4, 1, 'text', 'a', 0)],
  ])('is not what %s', (_what, bytes) => {
    expect(readTextEdit(bytes)).toBeNull();
  });

  it('merges into a plain text whatever happened to its bytes, or is refused', { timeout: 120_000 }, () => {
    const chance = makeChance(2);
    const pick = () => {
      const found = edits[Math.floor(chance() * edits.length)];
      if (!found) throw new Error('no edits');
      return found;
    };
    let merged = 0;
    for (let turn = 0; turn < 8_000; turn += 1) {
      const { edit: honest, state } = pick();
      const edit = mutate(honest, pick().edit, chance);
      const open = openText(state, '');
      if (mergeEdit(open, edit) !== 'merged') continue;
      merged += 1;
      expect([open.doc.store.pendingStructs, open.doc.store.pendingDs]).toEqual([null, null]);
      expect([...open.doc.share.keys()]).toEqual(['text']);
      expect(
        open.doc
          .getText('text')
          .toDelta()
          .every(({ insert }: { insert: unknown }) => typeof insert === 'string'),
      ).toBe(true);
    }
    expect(merged).toBeGreaterThan(100);
  });

  it('counts typing that goes on as one place, however many edits it came in', () => {
    const doc = new Y.Doc();
    const typed = [...'typed without a network'].map((character, index) =>
      editOf(doc, () => doc.getText('text').insert(index, character)),
    );
    typed.push(editOf(doc, () => doc.getText('text').insert(0, 'then ')));
    expect(readTextEdit(Y.mergeUpdates(typed))).toEqual({ stretches: 24, places: 2 });
  });

  it('is too large where Yjs had to compare each of its places with each of the document', () => {
    const doc = new Y.Doc();
    doc.clientID = 1;
    doc.getText('text').insert(0, 'a'.repeat(3_500));
    const places = Array.from({ length: 3_500 }, (_, index) => bytesOf(0x44, 1, index, 'x'));
    const apart = Buffer.concat([bytesOf(1, 3_500, 2, 0), ...places, bytesOf(0)]);
    expect(readTextEdit(apart)).toEqual({ stretches: 3_500, places: 3_500 });
    expect(mergeEdit(openText(Y.encodeStateAsUpdate(doc), ''), apart)).toBe('too large');
  });
});
