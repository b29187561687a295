import type { SubmissionView } from '@/lib/schemas/submission';
import { formatPoints } from '@/lib/ui/format-number';
import { messages as uiMessages } from '@/lib/ui/messages';
import { VerdictMark } from '@/lib/ui/verdict-mark';
import { messages } from '../messages';
import { asideLook } from './aside-look';
import styles from './part.module.css';

/** What a check said: outcome in colour, sign and words, points, and remarks that say where to look. */
export function VerdictPanel({ submission, isChanged }: { submission: SubmissionView; isChanged: boolean }) {
  const { id, outcome, earned, total, provisional, feedback, attempt, automatic } = submission;
  return (
    <div className={styles.verdict} data-outcome={outcome} data-changed={isChanged || undefined}>
      <p className="flex flex-wrap items-center gap-x-3.5 gap-y-1 font-semibold">
        <VerdictMark verdict={outcome} label={uiMessages.verdict.outcome[outcome]} />
        {id !== null && (
          <span className="tabular-nums">
            {messages.verdict.earned(formatPoints(earned), formatPoints(total))}
          </span>
        )}
        {isChanged && <span className={asideLook}>{messages.verdict.changed}</span>}
        {provisional && <span className={asideLook}>{messages.verdict.provisional}</span>}
      </p>
      {feedback.length > 0 && (
        <ul className="grid max-w-176 gap-1">
          {feedback.map(({ code, message }) => (
            <li key={`${code} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      <p className={asideLook}>
        {id === null
          ? messages.verdict.costsNothing
          : automatic
            ? messages.verdict.automatic
            : attempt !== null && messages.verdict.attempt(attempt)}
      </p>
    </div>
  );
}
