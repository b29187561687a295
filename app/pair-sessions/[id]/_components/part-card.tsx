'use client';

import { type ComponentType, memo, type ReactNode, useId, useMemo, useRef, useState } from 'react';
import { fieldPath } from '@/lib/pairing/field-path';
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
import { Proposals } from './proposals';
import { useChangedSince } from './use-changed-since';
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

const noConflicts: WidgetProps['conflicts'] = [];

const cardLook =
  'grid min-w-0 scroll-mt-20 grid-cols-[minmax(0,1fr)] gap-4 rounded-lg border border-line bg-surface p-[clamp(1rem,3vw,1.75rem)] target:border-accent print:break-inside-avoid print:border-0 print:p-0';

/** One part: its prompt, its widget, the verdict, and the actions. */
export function PartCard({ partId, prompt }: { partId: string; prompt: ReactNode }) {
  const id = useId();
  const { connection, state, announce } = usePair();
  const { view } = state;
  const { fields, conflicts, partnerAt, partnerCarets } = usePartSlice(state, partId);
  /** The result of the last check where it was no attempt: the server does not store it. */
  const [notReady, setNotReady] = useState<SubmissionView | null>(null);
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
  const isReadOnly = view.status !== 'open' || isHandedIn || (isRevealed && !isCorrecting);
  const isChanged = useChangedSince(submission?.id ?? null, fields);

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

  const shown = notReady ?? submission;
  const onChecked = (answer: SubmissionView) => {
    setNotReady(answer.id === null ? answer : null);
    const outcome = uiMessages.verdict.outcome[answer.outcome];
    announce(
      answer.id === null
        ? messages.verdict.announceUngradable(partId, answer.feedback.map(({ message }) => message).join(' '))
        : messages.verdict.announce(partId, outcome, formatPoints(answer.earned), formatPoints(answer.total)),
    );
  };

  const sheet = (
    <MemoWidget
      widget={widget}
      partId={partId}
      spec={part.spec}
      fields={fields}
      // Where nothing can be changed any more there is nothing left to decide.
      conflicts={isReadOnly ? noConflicts : conflicts}
      submission={submission}
      revealedKey={isRevealed ? (view.keys[partId] ?? null) : null}
      isReadOnly={isReadOnly}
      partnerAt={partnerAt}
      partnerCarets={partnerCarets}
      labelledBy={`${id}-title`}
      describedBy={`${id}-prompt`}
      {...handlers}
    />
  );
  return (
    <article id={`part-${partId}`} aria-labelledby={`${id}-title`} className={cardLook}>
      <header className="flex items-center justify-between gap-3">
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
      <div id={`${id}-prompt`} className="max-w-176">
        {prompt}
      </div>
      <div className={styles.sheet} data-turning={isTurning || undefined}>
        {part.isScored ? sheet : <WhenNear>{sheet}</WhenNear>}
      </div>
      <Proposals partId={partId} />
      {shown && <VerdictPanel submission={shown} isChanged={isChanged && !isRevealed} />}
      <footer className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3 border-t border-line pt-4 print:border-0 print:p-0">
        <PartActions
          partId={partId}
          onChecked={onChecked}
          isCorrecting={isCorrecting}
          correct={setIsCorrecting}
        />
        <CurrentScore partId={partId} />
      </footer>
    </article>
  );
}
