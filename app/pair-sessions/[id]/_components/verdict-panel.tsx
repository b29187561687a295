import { texts } from '@/lib/client/messages';
import type { SubmissionView } from '@/lib/pairing/pair-view';
import { VerdictMark } from '@/lib/ui/verdict-mark';
import styles from './part.module.css';

/** What a check said: outcome in colour, sign and words, points, and remarks that say where to look. */
export function VerdictPanel({ submission, isChanged }: { submission: SubmissionView; isChanged: boolean }) {
  const { id, outcome, earned, total, provisional, feedback, attempt, automatic, afterReveal } = submission;
  return (
    <div className={styles.verdict} data-outcome={outcome} data-changed={isChanged || undefined}>
      <p className={styles.outcome}>
        <VerdictMark verdict={outcome} label={texts.verdict.outcome(outcome)} />
        {id !== null && (
          <span className="tabular-nums">
            {texts.verdict.earned(texts.score(earned), texts.score(total))}
          </span>
        )}
        {isChanged && <span className={styles.aside}>{texts.verdict.changed}</span>}
        {provisional && <span className={styles.aside}>{texts.verdict.provisional}</span>}
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
          ? texts.verdict.costsNothing
          : afterReveal
            ? texts.verdict.afterReveal
            : automatic
              ? texts.verdict.automatic
              : attempt !== null && texts.verdict.attempt(attempt)}
      </p>
    </div>
  );
}
