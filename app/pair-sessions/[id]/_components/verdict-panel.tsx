'use client';

import { useEffect, useRef } from 'react';
import { contradicts, isAllRight, liveTally } from '@/lib/pairing/live-tally';
import { scoreState } from '@/lib/pairing/score-state';
import { messages as fieldMessages } from '@/lib/questions/fields/messages';
import type { SubmissionView } from '@/lib/schemas/submission';
import { formatPoints } from '@/lib/ui/format-number';
import { messages as uiMessages } from '@/lib/ui/messages';
import { VerdictMark } from '@/lib/ui/verdict-mark';
import { messages } from '../messages';
import { asideLook } from './aside-look';
import { usePair } from './pair-context';
import styles from './part.module.css';

/** Remarks that only say that a person reads this, which the head of the panel says. */
const saidByHead: ReadonlySet<string> = new Set(['provisional', 'waits-for-review', 'reason-waits']);

interface VerdictPanelProps {
  partId: string;
  /** The last check; null where there was none. */
  submission: SubmissionView | null;
  isChanged: boolean;
  /** What else there is to say of this check; null for nothing. */
  remark: string | null;
}

/**
 * What is known of a part: the verdict of the last check with its remarks, or, where the cells are checked as they are
 * entered and have changed since, what they are now.
 */
export function VerdictPanel({ partId, submission, isChanged, remark }: VerdictPanelProps) {
  const { view } = usePair().state;
  const live = liveTally(view, partId);
  const isOpen = !view.revealed.includes(partId) && !view.handedIn.includes(partId);
  const isRefusal = submission !== null && submission.id === null;
  const isRight = live !== null && isAllRight(live.tally, live.count);
  // Written differently and still right: the check that counts says so already.
  const isCounted = isRight && submission?.outcome === 'correct';
  if (live !== null && isOpen && !isRefusal && !isCounted) {
    if (isRight) return <Ready partId={partId} cells={live.count} submission={submission} />;
    if (submission && (isChanged || contradicts(live.tally, live.count, submission))) {
      return <Changed submission={submission} now={fieldMessages.tally(live.tally)} />;
    }
  }
  if (submission === null) return null;
  const { id, outcome, earned, total, provisional, feedback, attempt, automatic } = submission;
  const isWaiting = scoreState(submission) === 'waiting';
  const isLast = view.scores[partId]?.attemptsLeft === 0 && outcome === 'incorrect';
  // An own answer is shown below an id of its own.
  const part = view.parts.find((one) => one.id === submission.partId);
  // Remarks on another answer would be read as remarks on this one; those on a text help to go on with it.
  const remarks = isChanged && !part?.hasLongText ? [] : feedback.filter(({ code }) => !saidByHead.has(code));
  return (
    <div
      className={styles.verdict}
      data-outcome={outcome}
      data-changed={(isChanged && !isCounted) || undefined}
    >
      <p className="flex flex-wrap items-center gap-x-3.5 gap-y-1 font-semibold">
        <VerdictMark
          verdict={outcome}
          label={isLast ? messages.verdict.notRight : uiMessages.verdict.outcome[outcome]}
        />
        {id !== null && !isWaiting && part?.isScored && (
          <span className="tabular-nums">
            {messages.verdict.earned(formatPoints(earned), formatPoints(total))}
          </span>
        )}
        {isChanged && !isCounted && <span className={asideLook}>{messages.verdict.changed}</span>}
        {remark !== null && <span className={asideLook}>{remark}</span>}
        {provisional && (
          <span className={asideLook}>
            {outcome === 'needs-review' ? messages.verdict.pointsThen : messages.verdict.provisional}
          </span>
        )}
      </p>
      {remarks.length > 0 && (
        <ul className="grid max-w-176 gap-1">
          {remarks.map(({ code, message }) => (
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

/** What the last check said, in one line: its remarks are about what is no longer there. */
function LastCheck({ submission: { partId, outcome, earned, total } }: { submission: SubmissionView }) {
  const { view } = usePair().state;
  const isScored = view.parts.some((part) => part.id === partId && part.isScored);
  const points = messages.verdict.earned(formatPoints(earned), formatPoints(total));
  return (
    <p className={asideLook}>
      {messages.verdict.lastCheck(uiMessages.verdict.outcome[outcome], ...(isScored ? [points] : []))}
    </p>
  );
}

function Changed({ submission, now }: { submission: SubmissionView; now: string }) {
  return (
    <div className={styles.verdict} data-changed="">
      <p className="font-semibold">
        <span>{messages.verdict.now(now)}</span>
      </p>
      <LastCheck submission={submission} />
    </div>
  );
}

interface ReadyProps {
  partId: string;
  cells: number;
  submission: SubmissionView | null;
}

/** Every cell is right, and no check has counted it yet. */
function Ready({ partId, cells, submission }: ReadyProps) {
  const { state, announce } = usePair();
  const canCount = state.view.scores[partId]?.pointsState === 'open';
  const say = useRef(announce);
  say.current = announce;
  // Said when it comes about, by whoever's edit: what appears on the page is not read aloud by itself.
  useEffect(() => {
    if (canCount) say.current(messages.verdict.announceReady(partId));
  }, [canCount, partId]);
  return (
    <div className={styles.verdict} data-outcome="correct">
      <p className="flex flex-wrap items-center gap-x-3.5 gap-y-1 font-semibold">
        <VerdictMark
          verdict="correct"
          label={canCount ? messages.verdict.pressCheck(cells) : messages.verdict.allRight(cells)}
        />
      </p>
      {submission && <LastCheck submission={submission} />}
    </div>
  );
}
