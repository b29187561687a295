import { count } from '@/lib/ui/count';
import { messages as uiMessages } from '@/lib/ui/messages';

/** What people read about the connection: whether the server is there, and what is saved. */
export const messages = {
  link: {
    live: 'Live: what you do is saved',
    livePartner: 'Live: your partner sees what you type',
    connecting: 'Connecting…',
    polling: 'Updates come every few seconds',
    offline: (waiting: number) =>
      waiting === 0
        ? 'Offline: you can go on, nothing is lost'
        : `Offline: ${count(waiting, 'change waits', 'changes wait')} on this device`,
    saving: (waiting: number) => `Saving ${count(waiting, 'change', 'changes')}…`,
    signedOut: 'You are signed out',
    signedOutDetail: 'What you typed is stored on this device. It is saved once you sign in again.',
    signIn: 'Sign in',
    gone: 'You are no longer in this pair',
    goneDetail: 'Perhaps you joined another pair on another device.',
    notStored: 'This browser cannot store unsaved work. Keep this page open until everything is saved.',
  },
  call: {
    signedOut: 'You are signed out. Sign in again first; what you typed is stored on this device.',
    unreachable: uiMessages.unreachable,
    failed: 'The server could not do this. Please try again.',
  },
  joining: {
    and: ' and ',
    waits: (names: string) => `Waiting for the yes of ${names}. Keep this page open: it goes on by itself.`,
    wants: (name: string) => `${name} wants to work with you`,
    agree: (name: string) => `Work with ${name}`,
    agreed: 'You have agreed. Another one of you has to agree, too.',
    decline: 'No, thank you',
    goBack: 'Go back to this pair',
    goToOther: 'Go to that pair',
    leaveOther: 'Leave it and join this one',
    leaveExplained:
      'What you did there stays with that pair, and you keep your points and a copy to read. For ten minutes you can go back, if the place is free.',
    leaveNow: 'Leave that pair',
    stay: 'Stay there',
  },
  signIn: {
    failed: 'Signing in did not work just now. Please try again in a moment.',
  },
} as const;
