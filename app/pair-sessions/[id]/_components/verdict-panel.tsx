import type { SubmissionView } from '@/lib/schemas/pair-view';
import { formatPoints } from '@/lib/ui/format-number';
import { messages as uiMessages } from '@/lib/ui/messages';
import { VerdictMark } from '@/lib/ui/verdict-mark';
import { messages } from '../messages';
import styles from './part.module.css';

/** What a check said: outcome in colour, sign and words, points, and remarks that say where to look. */
export function VerdictPanel({ submission, isChanged }: { submission: SubmissionView; isChanged: boolean }) {
  const { id, outcome, earned, total, provisional, feedback, attempt, automatic } = submission;
  return (
    <div className={styles.verdict} data-outcome={outcome} data-changed={isChanged || undefined}>
      <p className={styles.outcome}>
        <VerdictMark verdict={outcome} label={uiMessages.verdict.outcome[outcome]} />
        {id !== null && (
          <span className="tabular-nums">
            {messages.verdict.earned(formatPoints(earned), formatPoints(total))}
          </span>
        )}
        {isChanged && <span className={styles.aside}>{messages.verdict.changed}</span>}
        {provisional && <span className={styles.aside}>{messages.verdict.provisional}</span>}
      </p>
      {feedback.length > 0 && (
        <ul className={styles.remarks}>
          {feedback.map(({ code, message }) => (
            <li key={`${code} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      <p className={styles.aside}>
        {id === null
          ? messages.verdict.costsNothing
          : automatic
            ? messages.verdict.automatic
            : attempt !== null && messages.verdict.attempt(attempt)}
      </p>
    </div>
  );
}
