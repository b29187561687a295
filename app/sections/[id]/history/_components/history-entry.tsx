import Link from 'next/link';
import type { HistoryEntry, NamedPerson } from '@/lib/server/classes/section-history';
import { LocalTime } from '@/lib/ui/local-time';
import { WithNames } from '@/lib/ui/verbatim';
import { messages, sentenceOf } from '../messages';

/** A name as a sentence has it, with the e-mail where the name alone does not tell who it is. */
export function nameOf({ name, email }: NamedPerson): string {
  return email === null ? name : `${name} (${email})`;
}

/** What the translation of a browser leaves alone: the people of an entry, not “the operator”. */
function namesIn({ actor, subject }: HistoryEntry): string[] {
  return [actor, subject].flatMap((person) => (person ? [nameOf(person)] : []));
}

/** The times among the details of an entry, by what they are called. */
function timesOf(details: HistoryEntry['details']): { label: string; at: string }[] {
  return Object.entries(messages.times).flatMap(([name, label]) => {
    const at = new Map<string, unknown>(Object.entries(details)).get(name);
    return typeof at === 'string' ? [{ label, at }] : [];
  });
}

/** One deed: when, what, and where more of it is to be seen. */
export function HistoryEntryRow({ sectionId, entry }: { sectionId: string; entry: HistoryEntry }) {
  const { kind, at, actor, subject, details, pairSessionId, worksheet } = entry;
  const who = {
    actor: actor ? nameOf(actor) : messages.operator,
    subject: subject ? nameOf(subject) : '',
    worksheet: worksheet ?? (kind === 'results-exported' ? '' : messages.unknownWorksheet),
  };
  return (
    <li className="grid gap-x-6 gap-y-1 border-t border-line py-3 first:border-t-0 sm:grid-cols-[13rem_1fr]">
      <span className="text-sm text-muted">
        <LocalTime at={at.toISOString()} />
      </span>
      <div className="grid gap-1">
        <p className="wrap-anywhere">
          <WithNames text={sentenceOf(kind, who, details)} names={namesIn(entry)} />
        </p>
        {timesOf(details).map(({ label, at: moment }) => (
          <p key={label} className="text-sm text-muted">
            <span>{`${label}: `}</span>
            <LocalTime at={moment} />
          </p>
        ))}
        {pairSessionId && (
          <Link
            href={`/sections/${sectionId}/results/${pairSessionId}`}
            className="justify-self-start text-sm text-accent underline"
          >
            {messages.openPair}
          </Link>
        )}
      </div>
    </li>
  );
}
