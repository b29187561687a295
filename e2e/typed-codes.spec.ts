import { expect, test } from './fixtures';
import { PairCalls } from './pair-calls';

/** As chats and documents hand a code over: with characters that nobody sees, and in full width. */
const written: Record<string, (code: string) => string> = {
  'unseen characters': (code) => `\u200b${code.slice(0, 3)}\u00ad${code.slice(3)}\u2060\ufeff`,
  'spaces and dashes': (code) => `\u00a0${code.slice(0, 3)}\u2212${code.slice(3)}\u202f`,
  'full-width letters': (code) =>
    code.toLowerCase().replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
};

for (const [way, write] of Object.entries(written)) {
  test(`a code with ${way} opens a class and a pair, in the address and in the field`, async ({
    room,
    signIn,
    browser,
    baseURL,
  }) => {
    const newcomer = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
    await newcomer.goto('/');
    await newcomer.getByLabel('Class code').fill(write(room.joinCode));
    await newcomer.getByRole('button', { name: 'Open my class' }).click();
    await expect(newcomer.getByRole('button', { name: 'Make my account and join' })).toBeVisible();
    await newcomer.goto(`/join/${encodeURIComponent(write(room.joinCode))}`);
    await newcomer.getByLabel('Your name').fill('Joan Clarke');
    await newcomer.getByLabel('E-mail').fill(`joan-${room.joinCode.toLowerCase()}@example.test`);
    await newcomer.getByLabel('Password').fill('a long enough password');
    await newcomer.getByRole('button', { name: 'Make my account and join' }).click();
    await expect(newcomer).toHaveURL(`/sections/${room.sectionId}`);

    const [ada, alan, edith] = room.students;
    if (!ada || !alan || !edith) throw new Error('a class has four students');
    const starter = await signIn(ada);
    const { id, code } = await new PairCalls(starter, baseURL ?? '').start(room.assignmentId);
    await newcomer.goto(`/pair-sessions/join/${encodeURIComponent(write(code))}`);
    await expect(newcomer.getByText(`This is the pair with the code ${code}.`)).toBeVisible();
    await newcomer.getByRole('button', { name: 'Join this pair' }).click();
    await expect(newcomer).toHaveURL(`/pair-sessions/${id}`);
    await newcomer.context().close();

    const other = await signIn(alan);
    const second = await new PairCalls(other, baseURL ?? '').start(room.assignmentId);
    const joining = await signIn(edith);
    await joining.goto(`/sections/${room.sectionId}`);
    await joining.getByLabel('Your partner’s code').fill(write(second.code));
    await joining.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(joining).toHaveURL(`/pair-sessions/${second.id}`);
  });
}
