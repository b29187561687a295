'use client';

import dynamic from 'next/dynamic';
import { type ComponentType, memo, type ReactNode, Suspense, useId, useMemo, useRef, useState } from 'react';
import { fieldPath } from '@/lib/pairing/field-path';
import { isFinished } from '@/lib/pairing/is-finished';
import { scoreState } from '@/lib/pairing/score-state';
import { takesWork } from '@/lib/pairing/takes-work';
import { uncountedPaths } from '@/lib/pairing/uncounted';
import { messages as fieldMessages } from '@/lib/questions/fields/messages';
import type { WidgetProps } from '@/lib/questions/widget';
import { findWidget } from '@/lib/questions/widgets';
import type { SubmissionView } from '@/lib/schemas/submission';
import { Badge } from '@/lib/ui/badge';
import { formatPoints } from '@/lib/ui/format-number';
import { messages as uiMessages } from '@/lib/ui/messages';
import { messages } from '../messages';
import { CurrentScore } from './current-score';
import { usePair, usePartSlice } from './pair-context';
import styles from './part.module.css';
import { PartActions } from './part-actions';
import { ownWorkId } from './part-slice';
import { Proposals } from './proposals';
import { useChangedSince } from './use-changed-since';
import { useSaid } from './use-said';
import { useTurning } from './use-turning';
import { VerdictPanel } from './verdict-panel';
import { WhenNear } from './when-near';

// A widget is drawn again only when its own part changes: a page has dozens of fields, and people type fast.
const MemoWidget = memo(function MemoWidget({
  widget: Widget,
  ...props
}: WidgetProps & { widget: ComponentType<WidgetProps> }) {
  return <Widget {...props} />;
});

/** Loaded once a pair does not agree. */
const Disagreement = dynamic(() =>
  import('./disagreement/disagreement').then(({ Disagreement }) => Disagreement),
);

/** Loaded once somebody who had seen the solution has typed here and left. */
const Uncounted = dynamic(() => import('./uncounted').then(({ Uncounted }) => Uncounted));

const noHelp: WidgetProps['verdictHelp'] = {};
const noConflicts: WidgetProps['conflicts'] = [];

const cardLook =
  'grid min-w-0 scroll-mt-20 grid-cols-[minmax(0,1fr)] gap-4 rounded-lg border border-line bg-surface p-[clamp(1rem,3vw,1.75rem)] target:border-accent print:block print:border-0 print:p-0 print:[&>*+*]:mt-2';

function repeatRemark({ checkedBy = '', checkedAt = '' }: SubmissionView): string {
  const time = new Date(checkedAt).toLocaleTimeString([], { timeStyle: 'short' });
  return messages.verdict.repeated(checkedBy, time);
}

/** One part: its prompt, its widget, the verdict, and the actions. */
export function PartCard({ partId, prompt }: { partId: string; prompt: ReactNode }) {
  const id = useId();
  const { connection, state, announce } = usePair();
  const { view } = state;
  const { fields, conflicts, partnerAt, partnerTyping, partnerCarets } = usePartSlice(state, partId);
  /** The result of the last check where it was no attempt: the server does not store it. */
  const [refused, setRefused] = useState<{ count: number; answer: SubmissionView | null }>({
    count: 0,
    answer: null,
  });
  /** That the last check was of what the shown submission says already. */
  const [repeat, setRepeat] = useState<{ id: string | null; remark: string } | null>(null);
  const [isCorrecting, setIsCorrecting] = useState(false);
  const part = view.parts.find((other) => other.id === partId);
  const isRevealed = view.revealed.includes(partId);
  const isHandedIn = view.handedIn.includes(partId);
  const title = useRef<HTMLHeadingElement>(null);
  const isTurning = useTurning(isRevealed, () => {
    announce(messages.reveal.announce(partId));
    // The button that turned the page is gone, and the focus with it.
    if (document.activeElement === document.body) title.current?.focus();
  });
  const widget = part ? findWidget(part.kind) : null;
  const submission = view.submissions[partId] ?? null;
  // Where no check is left and no text to go on with, what was checked last stays in view: it is what counts.
  const isSettled =
    part !== undefined &&
    !part.hasInstantCheck &&
    !part.hasLongText &&
    view.scores[partId]?.pointsState === 'used-up';
  const countedValue = isSettled ? view.scores[partId]?.counted : undefined;
  const counted = useMemo(
    () => (countedValue === undefined ? null : { '': { value: countedValue, version: 0, by: '' } }),
    [countedValue],
  );
  const disagreement = view.disagreements.find((one) => one.partId === partId);
  const [beganWithout] = useState(!disagreement);
  /** Own answers have taken the place of the one that the pair shared. */
  const isApart = isHandedIn && disagreement?.isSettled === true;
  const isReadOnly =
    !takesWork(view) || isHandedIn || disagreement !== undefined || (isRevealed ? !isCorrecting : isSettled);
  const isChangedSinceCheck = useChangedSince(submission?.id ?? null, fields);
  const isChangedSinceRefusal = useChangedSince(`${refused.count}`, fields);

  const comparedId = part?.comparedWith ?? null;
  const compared = usePartSlice(state, ownWorkId(view, comparedId ?? partId)).fields;
  const isComparedFinished = comparedId !== null && isFinished(view, comparedId);
  const comparison = useMemo(
    () => (comparedId === null ? null : { partId: comparedId, fields: isComparedFinished ? compared : null }),
    [comparedId, isComparedFinished, compared],
  );

  const said = useSaid(state, part?.namedParts);

  const handlers = useMemo(
    () => ({
      draft: (edit: Parameters<WidgetProps['draft']>[0]) => connection.draft(partId, edit),
      commit: (edits: Parameters<WidgetProps['commit']>[0]) => connection.commit(partId, edits),
      resolve: (path: string, choice: 'keep' | 'replace') =>
        connection.resolve(fieldPath(partId, path), choice),
      joinText: (path: string) => connection.joinText(partId, path),
      focus: (path: string | null, caret?: number) =>
        connection.focus(path === null ? null : fieldPath(partId, path), caret),
    }),
    [connection, partId],
  );
  if (!part || !widget) return null;

  const uncounted = uncountedPaths(view, partId);
  // A check that was refused says nothing of what was changed since, and no record of it is kept.
  const notReady = isChangedSinceRefusal ? null : refused.answer;
  const isChanged = notReady === null && isChangedSinceCheck;
  const shown = notReady ?? submission;
  const onChecked = (answer: SubmissionView) => {
    setRefused(({ count }) => ({ count: count + 1, answer: answer.id === null ? answer : null }));
    const remark = answer.repeated && repeatRemark(answer);
    setRepeat(remark ? { id: answer.id, remark } : null);
    if (remark) return announce(remark);
    const outcome = uiMessages.verdict.outcome[answer.outcome];
    announce(
      answer.id === null
        ? messages.verdict.announceUngradable(partId, answer.feedback.map(({ message }) => message).join(' '))
        : scoreState(answer) === 'waiting' || !part.isScored
          ? messages.verdict.announceUnscored(partId, outcome)
          : messages.verdict.announce(
              partId,
              outcome,
              formatPoints(answer.earned),
              formatPoints(answer.total),
            ),
    );
  };

  const sheet = (
    <MemoWidget
      widget={widget}
      partId={partId}
      spec={part.spec}
      fields={counted ?? fields}
      // Where nothing can be changed any more there is nothing left to decide.
      conflicts={isReadOnly ? noConflicts : conflicts}
      submission={submission}
      revealedKey={isRevealed ? (view.keys[partId] ?? null) : null}
      isReadOnly={isReadOnly}
      comparison={comparison}
      said={said}
      verdictHelp={part.verdictHelp ?? noHelp}
      partnerAt={partnerAt}
      partnerTyping={partnerTyping}
      partnerCarets={partnerCarets}
      labelledBy={`${id}-title`}
      describedBy={`${id}-prompt`}
      {...handlers}
    />
  );
  return (
    <article id={`part-${partId}`} aria-labelledby={`${id}-title`} className={cardLook}>
      <header className="flex items-center justify-between gap-3 print:break-after-avoid">
        <h3
          ref={title}
          id={`${id}-title`}
          tabIndex={-1}
          className="font-sans text-[1.125rem] leading-none font-bold"
        >
          <span className="sr-only">{fieldMessages.part(partId)}</span>
          <span aria-hidden="true">{partId}</span>
        </h3>
        <Badge>{part.isScored ? messages.page.points(part.points) : messages.page.practice}</Badge>
      </header>
      <div id={`${id}-prompt`} className="max-w-176 print:break-after-avoid">
        {prompt}
      </div>
      {!isApart && (
        <div className={styles.sheet} data-turning={isTurning || undefined}>
          {disagreement && <p className="mb-3 font-semibold">{messages.disagreement.shared}</p>}
          {part.isScored ? sheet : <WhenNear>{sheet}</WhenNear>}
        </div>
      )}
      {/* While the code of what is rare comes, all else stays as it is. */}
      <Suspense>
        {uncounted.length > 0 && !isReadOnly && <Uncounted partId={partId} paths={uncounted} />}
      </Suspense>
      <Proposals partId={partId} />
      <Suspense>
        {disagreement && (
          <Disagreement
            part={part}
            widget={widget}
            disagreement={disagreement}
            comparison={comparison}
            isNew={beganWithout}
            describedBy={`${id}-prompt`}
            title={title}
          />
        )}
      </Suspense>
      {/* While each writes alone, nobody can check what both share. */}
      {(disagreement === undefined || (disagreement.isSettled && !isApart)) && (
        <VerdictPanel
          partId={partId}
          submission={shown}
          isChanged={isChanged && !isRevealed}
          remark={shown && repeat?.id === shown.id && !isChanged ? repeat.remark : null}
        />
      )}
      <footer className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3 border-t border-line pt-4 print:border-0 print:p-0">
        {disagreement && !disagreement.isSettled ? (
          <span />
        ) : (
          <PartActions
            partId={partId}
            onChecked={onChecked}
            isCorrecting={isCorrecting}
            isRight={submission?.outcome === 'correct' && !isChanged}
            correct={setIsCorrecting}
          />
        )}
        {/* At one screen each of the two has points of their own, which stand beside their answers. */}
        {!(isApart && view.seats.filter(({ isYours }) => isYours).length > 1) && (
          <CurrentScore partId={partId} />
        )}
      </footer>
    </article>
  );
}
