import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createPairSession } from '@/lib/server/pair/seating';
import { call } from '../support/api-calls';
import { onEveryDatabase } from '../support/databases';
import { value } from '../support/pairs';
import { seedAssignment, seedPerson, seedSection, seedStudent, signInAs } from '../support/people';

vi.hoisted(() => {
  process.env.AUTH_SECRET = 'a secret for tests, long enough';
});

const fullWidth = (code: string) =>
  code.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const between = (sign: string) => (code: string) => `${code.slice(0, 3)}${sign}${code.slice(3)}`;

/** How chats, documents, telephones and input methods hand over a code. */
const ways: readonly [string, (code: string) => string][] = [
  ['a zero-width space before it', (code) => `\u200b${code}`],
  ['a zero-width space after it', (code) => `${code}\u200b`],
  ['zero-width joiners in it', (code) => Array.from(code).join('\u200d')],
  ['a word joiner', between('\u2060')],
  ['a soft hyphen', between('\u00ad')],
  ['a byte order mark', (code) => `\ufeff${code}`],
  ['a mark of direction', (code) => `\u200e${code}\u200f`],
  ['an embedding and its end', (code) => `\u202a${code}\u202c`],
  ['an isolate and its end', (code) => `\u2066${code}\u2069`],
  ['an Arabic letter mark', (code) => `${code}\u061c`],
  ['a combining grapheme joiner', between('\u034f')],
  ['a variation selector', (code) => `${code}\ufe0f`],
  ['a filler of Hangul', (code) => `${code}\u3164`],
  ['an invisible separator', between('\u2063')],
  ['a no-break space', between('\u00a0')],
  ['a narrow no-break space', between('\u202f')],
  ['an ideographic space', between('\u3000')],
  ['a tab and a line end', (code) => `\t${code}\r\n`],
  ['a hyphen', between('-')],
  ['a no-break hyphen', between('\u2011')],
  ['an en dash', between('\u2013')],
  ['an em dash', between('\u2014')],
  ['a minus sign', between('\u2212')],
  ['a full-width hyphen', between('\uff0d')],
  ['full-width letters', fullWidth],
  ['small full-width letters', (code) => fullWidth(code.toLowerCase())],
  ['small letters', (code) => code.toLowerCase()],
  [
    'mathematical letters',
    (code) => code.replace(/[A-Z]/g, (letter) => String.fromCodePoint(0x1d400 + letter.charCodeAt(0) - 65)),
  ],
];

onEveryDatabase((kind, makeDatabase) => {
  beforeAll(makeDatabase);

  describe.each(ways)('a code with %s', (_way, write) => {
    it('enrols somebody signed in, lets a newcomer in, and seats a partner', async () => {
      const section = await seedSection();
      const code = write(section.joinCode);
      const { cookie } = await signInAs(await seedPerson('Ada'), new Date());
      const enrolled = await call('post /api/enrollments', { cookie, body: { code } });
      expect([enrolled.status, await enrolled.json()]).toEqual([200, { sectionId: section.id }]);

      const email = `${section.joinCode.toLowerCase()}-${kind}@people.test`;
      const body = { code, name: 'Joan', email, password: 'a long enough password' };
      const made = await call('post /api/accounts', { body });
      expect([made.status, await made.json()]).toEqual([201, { sectionId: section.id }]);

      const assignmentId = await seedAssignment(section.instructor, section.id);
      const starter = await seedStudent(section.id, 'Alan');
      const pair = value(await createPairSession(starter, { assignmentId }, new Date()));
      const joined = await call('post /api/pair-sessions/join', {
        cookie,
        body: { code: write(pair.code) },
      });
      expect([joined.status, await joined.json()]).toMatchObject([200, { id: pair.id }]);
    });
  });

  it.each([
    ['a letter too many', (code: string) => `${code}\u200bA`],
    ['a letter too few', (code: string) => `${code.slice(1)}\u200b`],
    ['a letter of another script', (code: string) => `\u0410${code.slice(1)}`],
    ['only what nobody sees', () => '\u200b\u00ad\ufeff\u2060\u200e\u034f'],
    ['too much around it', (code: string) => `${'\u200b'.repeat(65)}${code}`],
  ])('%s opens nothing', async (_what, write) => {
    const section = await seedSection();
    const { cookie } = await signInAs(await seedPerson('Ada'), new Date());
    for (const route of ['post /api/enrollments', 'post /api/pair-sessions/join']) {
      const answer = await call(route, { cookie, body: { code: write(section.joinCode) } });
      expect([route, answer.status]).toEqual([
        route,
        expect.toSatisfy((status) => [400, 404].includes(status)),
      ]);
    }
  });
});
