import { count } from '@/lib/ui/count';
import { messages as uiMessages } from '@/lib/ui/messages';

/** What people read about the connection: whether the server is there, and what is saved. */
export const messages = {
  link: {
    live: 'Live: your partner sees what you type',
    connecting: 'Connecting…',
    polling: 'Updates come every few seconds',
    pollingDetail: 'The live connection does not work here. Your work is still saved.',
    offline: 'You are offline',
    offlineDetail: (waiting: number) =>
      waiting === 0
        ? 'Keep working: nothing is lost. It is saved once the connection is back.'
        : `${count(waiting, 'change waits', 'changes wait')} on this device and will be saved once the connection is back.`,
    saving: (waiting: number) => `Saving ${count(waiting, 'change', 'changes')}…`,
    signedOut: 'You are signed out',
    signedOutDetail: 'What you typed is stored on this device. It is saved once you sign in again.',
    signIn: 'Sign in',
    gone: 'You are no longer in this pair',
    goneDetail: 'Perhaps you joined another pair on another device.',
    refused: 'This could not be saved',
    notStored: 'This browser cannot store unsaved work. Keep this page open until everything is saved.',
  },
  call: {
    unreachable: uiMessages.unreachable,
    failed: 'The server could not do this. Please try again.',
  },
  signIn: {
    failed: 'Signing in did not work just now. Please try again in a moment.',
  },
} as const;
