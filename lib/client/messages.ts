import { count } from '@/lib/ui/count';
import { messages as uiMessages } from '@/lib/ui/messages';

/** What people read about the connection: whether the server is there, and what is saved. */
export const messages = {
  link: {
    live: 'Live: your partner sees what you type',
    connecting: 'Connecting…',
    polling: 'Updates come every few seconds',
    pollingDetail: 'The live connection does not get through. Your work is saved all the same.',
    offline: 'You are offline',
    offlineDetail: (waiting: number) =>
      waiting === 0
        ? 'Nothing is lost: keep working, it is saved as soon as the connection is back.'
        : `${count(waiting, 'change waits', 'changes wait')} on this device and will be saved as soon as the connection is back.`,
    saving: (waiting: number) => `Saving ${count(waiting, 'change', 'changes')}…`,
    signedOut: 'You are signed out',
    signedOutDetail: 'What you typed is kept on this device and saved when you have signed in again.',
    signIn: 'Sign in',
    gone: 'You no longer sit in this pair',
    goneDetail: 'You may have joined another pair, on another device perhaps.',
    refused: 'This could not be saved',
    notStored: 'This browser does not keep unsaved work. Leave the page open until everything is saved.',
  },
  call: {
    unreachable: uiMessages.unreachable,
    failed: 'The server could not do this. Please try again.',
  },
  signIn: {
    failed: 'Signing in did not work just now. Please try again in a moment.',
  },
} as const;
