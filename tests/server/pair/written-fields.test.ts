import { beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { Json } from '@/lib/schemas/json';
import { applyOps, getTextState } from '@/lib/server/pair/apply-ops';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import { forgetRoom } from '@/lib/server/pair/room-memory';
import { submitResponse } from '@/lib/server/pair/submissions';
import type { Viewer } from '@/lib/server/people/viewer';
import { onEveryDatabase } from '../../support/databases';
import { answerAlone } from '../../support/own-answers';
import { now, seedPair, value } from '../../support/pairs';
import { editOf, toBase64 } from '../../support/text-edits';
import { publishedWorksheet } from '../../support/worksheet';

const always = 'The division stretches the differences between the logits.';
const equal = 'The division shrinks the differences between the logits.';

/** A pair on the worksheet whose part 1d asks in the fields `always` and `equal`. */
const seed = () => seedPair({ worksheet: publishedWorksheet() });

let count = 0;
async function type(who: Viewer, pairSessionId: string, path: string, text: Json, base = 0) {
  count += 1;
  return applyOps(who, { pairSessionId, ops: [{ opId: `op-${count}`, path, base, value: text }] }, now);
}

onEveryDatabase((_kind, makeDatabase) => {
  beforeAll(makeDatabase);

  it('stores each field by itself, and lets nobody overwrite what the partner wrote in it', async () => {
    const { ada, alan, pairSessionId } = await seed();
    value(await type(ada, pairSessionId, '1d/always', always));
    value(await type(alan, pairSessionId, '1d/equal', equal));
    const late = value(await type(alan, pairSessionId, '1d/always', 'mine'));
    expect(late.conflicts).toMatchObject([{ value: always, version: 1 }]);
    expect(await type(ada, pairSessionId, '1d', 'a text for the part')).toMatchObject({
      code: 'bad-request',
    });
    expect(await type(ada, pairSessionId, '1d/other', 'no field')).toMatchObject({ code: 'bad-request' });
    forgetRoom(pairSessionId);
    expect(value(await getPairView(alan, pairSessionId, now)).fields).toMatchObject({
      '1d/always': { value: always, version: 1 },
      '1d/equal': { value: equal, version: 1 },
    });
  });

  it('merges what both write into one field, and leaves the other one alone', async () => {
    const { ada, alan, pairSessionId } = await seed();
    const path = '1d/equal';
    value(await type(ada, pairSessionId, path, equal));
    value(await type(ada, pairSessionId, '1d/always', always));
    const edits = await Promise.all(
      [ada, alan].map(async (who, index) => {
        const doc = new Y.Doc();
        const { state } = value(await getTextState(who, { pairSessionId, path }, now));
        Y.applyUpdate(doc, Buffer.from(state, 'base64'));
        const text = doc.getText('text');
        const words = index === 0 ? 'First: ' : ' So they get the same.';
        return editOf(doc, () => text.insert(index === 0 ? 0 : text.length, words));
      }),
    );
    await Promise.all(
      edits.map(async (edit, index) => {
        const ops = [{ opId: `edit-${index}`, path, textUpdate: toBase64(edit) }];
        value(await applyOps(index === 0 ? ada : alan, { pairSessionId, ops }, now));
      }),
    );
    expect(value(await getPairView(ada, pairSessionId, now)).fields).toMatchObject({
      '1d/equal': { value: `First: ${equal} So they get the same.` },
      '1d/always': { value: always },
    });
  });

  it('checks the draft of both, a response by field, and the plain text of an older client', async () => {
    const { ada, alan, pairSessionId } = await seed();
    value(await type(ada, pairSessionId, '1d/always', always));
    const check = async (token: string, response?: Json) =>
      value(
        await submitResponse(
          ada,
          { pairSessionId, partId: '1d', token, ...(response !== undefined && { response }) },
          now,
        ),
      );
    const half = await check('half');
    expect(half).toMatchObject({ attempt: 1, outcome: 'partial', earned: 2, total: 4 });
    expect(half.concepts?.map(({ field }) => field)).toEqual(expect.arrayContaining(['always']));
    // The same with space around it is the same response.
    expect(await check('again', { always: ` ${always}\n`, equal: '' })).toMatchObject({
      id: half.id,
      repeated: true,
    });
    expect(await check('both', { always, equal })).toMatchObject({
      attempt: 2,
      outcome: 'correct',
      earned: 4,
    });
    expect(await check('plain', `With a low temperature: ${always}`)).toMatchObject({
      attempt: 3,
      earned: 2,
    });
    expect(await check('wrong', { always, why: equal })).toMatchObject({ id: null, outcome: 'ungradable' });
    const { submissions } = value(await getPairView(alan, pairSessionId, now));
    expect(submissions['1d']).toMatchObject({ attempt: 3 });
  });

  it('lets two who do not agree answer each field alone', async () => {
    const { ada, alan, pairSessionId } = await seed();
    value(await type(ada, pairSessionId, '1d/always', always));
    const alone = { pairSessionId, partId: '1d' };
    value(await answerAlone(ada, { ...alone, path: '1d/equal', value: equal }, now));
    value(await answerAlone(alan, { ...alone, path: '1d/equal', value: 'No idea why.' }, now));
    const view = value(await getPairView(ada, pairSessionId, now));
    const [disagreement] = view.disagreements;
    expect(disagreement).toMatchObject({ partId: '1d', isSettled: true });
    const own = disagreement?.answers.map(({ name, fields, submission }) => [
      name,
      fields?.['1d/always']?.value,
      submission?.earned,
    ]);
    // What both had written together is where each began.
    expect(own).toEqual([
      ['Ada', always, 4],
      ['Alan', always, 2],
    ]);
  });
});
