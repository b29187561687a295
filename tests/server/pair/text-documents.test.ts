import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { database } from '@/lib/server/database/db';
import { write } from '@/lib/server/database/writer';
import { applyOps, getTextState } from '@/lib/server/pair/apply-ops';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { forgetRoom } from '@/lib/server/pair/room-memory';
import { openText, replaceText } from '@/lib/server/pair/text-documents';
import { onEveryDatabase } from '../../support/databases';
import { humanText } from '../../support/human-texts';
import { now, seedPair, value } from '../../support/pairs';
import { bytesOf, declaresTooMany, editOf, toBase64 } from '../../support/text-edits';

/** A browser's half of a long text: edits a copy of the document and hands out each edit as base64. */
async function openBrowserText(
  viewer: Parameters<typeof getTextState>[0],
  pairSessionId: string,
  path: string,
) {
  const doc = new Y.Doc();
  const { state } = value(await getTextState(viewer, { pairSessionId, path }, now));
  Y.applyUpdate(doc, Buffer.from(state, 'base64'));
  return {
    doc,
    edit(change: (text: Y.Text) => void): string {
      const before = Y.encodeStateVector(doc);
      change(doc.getText('text'));
      return Buffer.from(Y.encodeStateAsUpdate(doc, before)).toString('base64');
    },
  };
}

it('replaces a text by exactly the new one, whatever characters both are made of', () => {
  fc.assert(
    fc.property(humanText, humanText, (before, after) => {
      const doc = new Y.Doc();
      doc.getText('text').insert(0, before);
      const partner = new Y.Doc();
      Y.applyUpdate(partner, Y.encodeStateAsUpdate(doc));
      const edit = replaceText({ doc, text: () => doc.getText('text').toString() }, after);
      Y.applyUpdate(partner, edit);
      expect(doc.getText('text').toString()).toBe(after);
      expect(partner.getText('text').toString()).toBe(after);
    }),
    { numRuns: 500 },
  );
});

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('keeps what both partners write at the same time into one explanation', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const path = '1a';
    const first = { opId: 'plain', path, base: 0, value: 'It divides the logits.' };
    value(await applyOps(ada, { pairSessionId, ops: [first] }, now));
    const hers = await openBrowserText(ada, pairSessionId, path);
    const his = await openBrowserText(alan, pairSessionId, path);
    const herEdit = { opId: 'hers', path, textUpdate: hers.edit((text) => text.insert(0, 'First: ')) };
    const hisEdit = {
      opId: 'his',
      path,
      textUpdate: his.edit((text) => text.insert(text.length, ' Then it draws.')),
    };
    const [one, two] = await Promise.all([
      applyOps(ada, { pairSessionId, ops: [herEdit] }, now),
      applyOps(alan, { pairSessionId, ops: [hisEdit] }, now),
    ]);
    expect(value(one).conflicts.concat(value(two).conflicts)).toEqual([]);
    value(await applyOps(alan, { pairSessionId, ops: [hisEdit] }, now));
    const field = value(await getPairView(ada, pairSessionId, now)).fields[path];
    expect(field).toMatchObject({ value: 'First: It divides the logits. Then it draws.', version: 3 });
  });

  it('merges a whole new text from an older browser into what the other is editing', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const path = '1d';
    value(
      await applyOps(
        ada,
        { pairSessionId, ops: [{ opId: 'a', path, base: 0, value: 'low stretches' }] },
        now,
      ),
    );
    const his = await openBrowserText(alan, pairSessionId, path);
    value(
      await applyOps(
        ada,
        { pairSessionId, ops: [{ opId: 'b', path, base: 1, value: 'low T stretches' }] },
        now,
      ),
    );
    const edit = { opId: 'c', path, textUpdate: his.edit((text) => text.insert(text.length, ' gaps')) };
    value(await applyOps(alan, { pairSessionId, ops: [edit] }, now));
    expect(value(await getPairView(ada, pairSessionId, now)).fields[path]?.value).toBe(
      'low T stretches gaps',
    );
    const updates = await database().op.findMany({ where: { pairSessionId }, orderBy: { seq: 'asc' } });
    expect(updates.map(({ textUpdate }) => textUpdate !== null)).toEqual([false, true, true]);
  });

  it('refuses bytes that are no edit, edits of cells, and a text grown too long', async () => {
    const { ada, pairSessionId } = await seedPair();
    const garbage = { opId: 'g', path: '1a', textUpdate: Buffer.from('not an edit').toString('base64') };
    expect(await applyOps(ada, { pairSessionId, ops: [garbage] }, now)).toMatchObject({
      code: 'bad-request',
    });
    const cell = { opId: 'h', path: '2a/0/0', textUpdate: garbage.textUpdate };
    expect(await applyOps(ada, { pairSessionId, ops: [cell] }, now)).toMatchObject({ code: 'bad-request' });
    const hers = await openBrowserText(ada, pairSessionId, '1a');
    const long = {
      opId: 'i',
      path: '1a',
      textUpdate: hers.edit((text) => text.insert(0, 'x'.repeat(30_000))),
    };
    expect(await applyOps(ada, { pairSessionId, ops: [long] }, now)).toMatchObject({ code: 'bad-request' });
    expect(value(await getPairView(ada, pairSessionId, now)).fields['1a']).toBeUndefined();
  });

  it('stores nothing of what is no edit of a plain text, and takes the honest edit beside it', async () => {
    const { ada, alan, pairSessionId } = await seedPair();
    const path = '1a';
    const { doc } = await openBrowserText(ada, pairSessionId, path);
    const hidden = editOf(doc, () => doc.getMap('hidden').set('a', 'x'.repeat(9_000)));
    const late = new Y.Doc();
    Y.applyUpdate(
      late,
      editOf(new Y.Doc(), (other) => other.getText('text').insert(0, 'unheard ')),
    );
    const outOfPlace = editOf(late, () => late.getText('text').insert(8, 'of'));
    const his = await openBrowserText(alan, pairSessionId, path);
    const honest = { opId: 'honest', path, textUpdate: his.edit((text) => text.insert(0, 'It divides.')) };
    const [accepted, ...refused] = await Promise.all([
      applyOps(alan, { pairSessionId, ops: [honest] }, now),
      ...[declaresTooMany, hidden, outOfPlace].map((bytes, index) =>
        applyOps(ada, { pairSessionId, ops: [{ opId: `${index}`, path, textUpdate: toBase64(bytes) }] }, now),
      ),
    ]);
    expect(value(accepted).accepted).toEqual(['honest']);
    expect(refused.map((one) => !one.ok && one.code)).toEqual(['bad-request', 'bad-request', 'bad-request']);
    expect(value(await getPairView(ada, pairSessionId, now)).fields[path]).toMatchObject({
      value: 'It divides.',
      version: 1,
    });
    const stored = await database().textDocument.findFirstOrThrow({ where: { pairSessionId, path } });
    const { doc: left } = openText(stored.state, '');
    expect([left.store.clients.size, [...left.share.keys()]]).toEqual([1, ['text']]);
  });

  it('takes one edit of a text in a request, and begins one with too much history anew with its next whole text', async () => {
    const { ada, pairSessionId } = await seedPair();
    const path = '1a';
    const hers = await openBrowserText(ada, pairSessionId, path);
    const twice = ['a', 'b'].map((opId) => ({
      opId,
      path,
      textUpdate: hers.edit((text) => text.insert(0, opId)),
    }));
    expect(await applyOps(ada, { pairSessionId, ops: twice }, now)).toMatchObject({ code: 'bad-request' });
    const [first, second] = twice;
    for (const op of [first, second]) {
      if (op) value(await applyOps(ada, { pairSessionId, ops: [op] }, now));
    }
    // Two thousand people wrote one character each, and all of them are deleted.
    const writers = Array.from({ length: 2_000 }, (_, index) =>
      bytesOf(1, 2_000 - index, 0, 1, 1, 'text', 1),
    );
    const state = Buffer.concat([bytesOf(writers.length), ...writers, bytesOf(0)]);
    await write((tx) =>
      tx.textDocument.updateMany({ where: { pairSessionId, path }, data: { state: new Uint8Array(state) } }),
    );
    forgetRoom(pairSessionId);
    const edit = editOf(new Y.Doc(), (doc) => doc.getText('text').insert(0, 'b'));
    const late = { opId: 'c', path, textUpdate: toBase64(edit) };
    const refused = { code: 'too-much-history' };
    expect(await applyOps(ada, { pairSessionId, ops: [late] }, now)).toMatchObject(refused);
    const whole = { opId: 'd', path, base: 2, value: 'all anew' };
    expect(value(await applyOps(ada, { pairSessionId, ops: [whole] }, now)).versions).toEqual({ [path]: 3 });
    const old = { ...late, opId: 'e', textUpdate: hers.edit((text) => text.insert(1, 'c')) };
    expect(await applyOps(ada, { pairSessionId, ops: [old] }, now)).toMatchObject({ code: 'bad-request' });
    const again = await openBrowserText(ada, pairSessionId, path);
    const fresh = { ...late, opId: 'f', textUpdate: again.edit((text) => text.insert(3, ' is')) };
    value(await applyOps(ada, { pairSessionId, ops: [fresh] }, now));
    expect(value(await getPairView(ada, pairSessionId, now)).fields[path]?.value).toBe('all is anew');
  });
});
