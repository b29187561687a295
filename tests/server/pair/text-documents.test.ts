import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { database } from '@/lib/server/database/db';
import { applyOps, getTextState } from '@/lib/server/pair/apply-ops';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { replaceText } from '@/lib/server/pair/text-documents';
import { onEveryDatabase } from '../../support/databases';
import { humanText } from '../../support/human-texts';
import { now, seedPair, value } from '../../support/pairs';

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
    expect(value(await applyOps(ada, { pairSessionId, ops: [garbage] }, now)).accepted).toEqual([]);
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
});
