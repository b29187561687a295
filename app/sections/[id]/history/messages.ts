import type { DeedDetails, SectionKind } from '@/lib/schemas/audit-record';

/** Names in a sentence. */
interface Who {
  actor: string;
  /** To whom it was done; empty where that is nobody else. */
  subject: string;
  /** The title of the worksheet that it is about. */
  worksheet: string;
}

/** What one kind of record is called in the filter, and the sentence of one record. */
type Words = {
  [Kind in SectionKind]: { label: string; sentence: (who: Who, details: DeedDetails<Kind>) => string };
};

const words: Words = {
  'section-made': { label: 'Section made', sentence: ({ actor }) => `${actor} made this section.` },
  'instructor-made': {
    label: 'Instructor made',
    sentence: ({ actor, subject }) => `${actor} made ${subject} an instructor.`,
  },
  'join-code-renewed': {
    label: 'New class code',
    sentence: ({ actor }) => `${actor} made a new class code. The old one stopped working.`,
  },
  'joining-changed': {
    label: 'Opened or closed to new people',
    sentence: ({ actor }, { isOpen }) =>
      isOpen ? `${actor} opened the class to new people.` : `${actor} closed the class to new people.`,
  },
  joined: { label: 'Joined', sentence: ({ actor }) => `${actor} joined by the class code.` },
  removed: { label: 'Removed', sentence: ({ actor, subject }) => `${actor} removed ${subject}.` },
  'enrolled-again': {
    label: 'Enrolled again',
    sentence: ({ actor, subject }) => `${actor} enrolled ${subject} again.`,
  },
  'password-link-made': {
    label: 'Link to a new password made',
    sentence: ({ actor, subject }) => `${actor} made a link with which ${subject} sets a new password.`,
  },
  'password-link-used': {
    label: 'Link to a new password used',
    sentence: ({ actor }) => `${actor} set a new password with a link.`,
  },
  'assignment-made': {
    label: 'Worksheet assigned',
    sentence: ({ actor, worksheet }) => `${actor} assigned “${worksheet}”.`,
  },
  'assignment-rescheduled': {
    label: 'Opening or closing time changed',
    sentence: ({ actor, worksheet }) => `${actor} changed when “${worksheet}” opens and closes.`,
  },
  'pair-split': { label: 'Pair split', sentence: ({ actor }) => `${actor} split a pair.` },
  'points-decided': {
    label: 'Points decided',
    sentence: ({ actor, subject }, { partId, earned, total }) =>
      earned === null
        ? `${actor} took back a decision on part ${partId} of ${subject || 'a pair'}.`
        : `${actor} gave ${subject || 'a pair'} ${earned} of ${total} points for part ${partId}.`,
  },
  'results-exported': {
    label: 'Results exported',
    sentence: ({ actor, worksheet }) => `${actor} exported the results${worksheet && ` of “${worksheet}”`}.`,
  },
};

/** What an entry says, as one sentence. */
export function sentenceOf<Kind extends SectionKind>(
  kind: Kind,
  who: Who,
  details: DeedDetails<Kind>,
): string {
  return words[kind].sentence(who, details);
}

/** The kinds of entries by what they are called. */
export const kindLabels: readonly { kind: SectionKind; label: string }[] = Object.entries(words).map(
  // The keys are the kinds, as the type of `words` demands.
  ([kind, { label }]) => ({ kind: kind as SectionKind, label }),
);

export const messages = {
  title: 'History',
  lead: 'Who joined and who was removed, links to new passwords, points that were decided, and results that were exported. Nobody can change or delete an entry. When people sign in is not shown here.',
  operator: 'The operator of this site',
  unknownWorksheet: 'a worksheet',
  times: { opensAt: 'Opens', closesAt: 'Closes', wasClosingAt: 'Was to close', endsAt: 'Until' },
  openPair: 'Open the pair’s work',
  filter: {
    title: 'Show',
    kind: 'What',
    anyKind: 'Everything',
    person: 'Who',
    anyPerson: 'Everybody',
    from: 'From',
    until: 'Until',
    apply: 'Show these',
    clear: 'Show everything',
  },
  older: 'Older entries',
  newest: 'Newest entries',
  empty: { title: 'Nothing has happened yet', text: 'Entries appear here when people join.' },
  noneFound: { title: 'No entry fits', text: 'Choose other people, other times or another kind.' },
} as const;
