'use client';

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { QueuePage, SavedComment } from '@/lib/schemas/review-queue';
import { Button } from '@/lib/ui/button';
import { formatPoints } from '@/lib/ui/format-number';
import { LinkButton } from '@/lib/ui/link-button';
import { Notice } from '@/lib/ui/notice';
import { AllRead } from './all-read';
import { Answer } from './answer';
import { DecisionPanel, TextsPanel } from './decision-panel';
import { KeyHelp } from './key-help';
import { type Entry, includedIn, isOpen } from './queue-state';
import type { ReviewedKind } from './reviewed-kind';
import { SetApart } from './set-apart';
import { useKeys } from './use-keys';
import { type Place, useReview } from './use-review';

const noTexts = { comment: '', note: '' };

interface RoomProps {
  place: Place;
  part: ReviewedKind;
  first: QueuePage;
  comments: readonly SavedComment[];
  otherParts: readonly { id: string; unread: number }[];
  /** Question, rubric and model. */
  question: ReactNode;
}

/** One part, its responses one after the other: question left, response in the middle, decision right. */
export function Room({ place, part, first, comments, otherParts, question }: RoomProps) {
  const stable = useMemo(() => place, [place]);
  const { state, current, link, dispatch, decide, undo, flag } = useReview(stable, first);
  const [areNamesShown, setNamesShown] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [said, setSaid] = useState('');
  const [begun, setBegun] = useState<number | null>(null);
  const [texts, setTexts] = useState(noTexts);
  const [isGroupOpen, setGroupOpen] = useState(false);
  const commentField = useRef<HTMLTextAreaElement>(null);

  const give = (entry: Entry | null, origin: 'agree' | 'points', points: number) => {
    if (!entry || includedIn(entry).length === 0) return;
    // A second decision on the same takes the place of the first.
    decide(entry, { origin, points, comment: texts.comment.trim(), note: texts.note.trim() });
    setTexts(noTexts);
    setGroupOpen(false);
    const many = includedIn(entry).length;
    setSaid(
      `${formatPoints(points)} of ${formatPoints(part.points)} points${many > 1 ? ` for ${many} pairs` : ''}. Press u to take it back.`,
    );
  };
  const agree = () => {
    const automatic = current?.item.automatic ?? null;
    if (current && automatic !== null) give(current, 'agree', automatic);
    else if (current) setSaid('The program proposes no points here. Please type them.');
  };
  const takeBack = () => {
    const key = state.history.at(-1);
    const entry =
      state.entries.find(({ item }) => item.key === key) ?? (current?.item.decided ? current : null);
    if (!entry) return setSaid('There is nothing to take back.');
    undo(entry);
    setSaid('Taken back.');
  };
  const startComment = (text: string) => {
    setTexts((before) => ({ ...before, comment: before.comment || text }));
    commentField.current?.focus();
  };
  useKeys(
    {
      agree,
      give: (points) => give(current, 'points', points),
      tooMany: () => setSaid(`Points go from 0 to ${formatPoints(part.points)}.`),
      begun: setBegun,
      next: () => dispatch({ does: 'go', by: 1 }),
      previous: () => dispatch({ does: 'go', by: -1 }),
      undo: takeBack,
      comment: () => startComment(''),
      savedComments: () => startComment('/'),
      flag: () => {
        if (!current) return;
        void flag(current);
        setSaid(current.item.flaggedBy ? 'The flag is gone.' : 'Flagged for a colleague.');
        if (!current.item.flaggedBy) dispatch({ does: 'go', by: 1 });
      },
      group: () => setGroupOpen((isOpen) => !isOpen),
      help: () => setHelpOpen(true),
    },
    part.points,
  );

  // What was written to pairs that had changed is not typed twice.
  const unsaid = current?.conflict ?? null;
  useEffect(() => {
    if (!unsaid) return;
    const { comment, note } = unsaid;
    setTexts((before) => (before.comment || before.note ? before : { comment, note }));
    // It belongs to this pair: it does not go along to the next one.
    return () =>
      setTexts((before) => (before.comment === comment && before.note === note ? noTexts : before));
  }, [unsaid]);

  const apart = state.entries.filter((entry) => entry.conflict && isOpen(entry) && entry !== current);
  const { waiting, changed } = state.progress;
  const decidedHere = state.entries.filter(({ made }) => made !== null);
  const doneHere = decidedHere.reduce((sum, entry) => sum + includedIn(entry).length, 0);
  const left = Math.max(0, (place.show === 'unread' ? waiting + changed : state.entries.length) - doneHere);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="grid">
          <h1 className="text-2xl">{`Part ${place.partId}`}</h1>
          <p className="text-sm text-muted">{part.title}</p>
        </div>
        <p className="text-sm tabular-nums" data-left={left}>
          <span>
            {current
              ? `${state.at + 1} of ${state.entries.length}${state.next === null ? '' : '+'}`
              : 'At the end'}
          </span>
          {place.show === 'unread' && <span>{` · ${left} to read`}</span>}
        </p>
        <div className="flex flex-wrap gap-2 sm:ms-auto print:hidden">
          <Button
            size="small"
            aria-pressed={areNamesShown}
            onPress={() => setNamesShown((areShown) => !areShown)}
          >
            Names
          </Button>
          <Button size="small" onPress={() => setHelpOpen(true)}>
            Keys
          </Button>
          <LinkButton
            size="small"
            href={`/sections/${place.sectionId}/review?assignment=${place.assignmentId}`}
          >
            All parts
          </LinkButton>
        </div>
      </div>
      {!link.isReachable && link.waiting > 0 && (
        <Notice tone="caution">
          <p>{`No connection. ${link.waiting} of your decisions wait on this device; they are sent by themselves. You can go on.`}</p>
        </Notice>
      )}
      <SetApart
        apart={apart}
        areNamesShown={areNamesShown}
        pairHref={(id) => `/sections/${place.sectionId}/results/${id}`}
      />
      {link.problem && <Notice tone="error">{link.problem}</Notice>}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 lg:grid-cols-[15rem_minmax(0,1fr)_16rem] lg:grid-rows-[auto_1fr] lg:items-start">
        <aside aria-label="Question" className="order-4 lg:order-1 lg:row-span-2">
          {question}
        </aside>
        <section aria-label="Answer" className="order-1 min-w-0 lg:order-2 lg:row-span-2">
          {current ? (
            <Answer
              key={current.item.key}
              entry={current}
              part={part}
              areNamesShown={areNamesShown}
              isGroupOpen={isGroupOpen}
              onGroup={setGroupOpen}
              onLeaveOut={(pairSessionId) =>
                dispatch({ does: 'leave-out', key: current.item.key, pairSessionId })
              }
              pairHref={(id) => `/sections/${place.sectionId}/results/${id}`}
            />
          ) : (
            <AllRead place={place} progress={state.progress} doneHere={doneHere} otherParts={otherParts} />
          )}
        </section>
        <aside
          aria-label="Decision"
          className="sticky bottom-0 order-2 z-10 -mx-4 border-t border-line bg-surface px-4 py-3 sm:-mx-6 sm:px-6 lg:static lg:order-3 lg:mx-0 lg:border-0 lg:bg-transparent lg:p-0 print:hidden"
        >
          <DecisionPanel
            entry={current}
            points={part.points}
            begun={begun}
            canUndo={state.history.length > 0 || current?.item.decided != null}
            onAgree={agree}
            onGive={(points) => give(current, 'points', points)}
            onUndo={takeBack}
            onGo={(by) => dispatch({ does: 'go', by })}
          />
        </aside>
        {current && (
          <aside aria-label="Comment" className="order-3 lg:order-4 lg:col-start-3 print:hidden">
            <TextsPanel
              texts={texts}
              onTexts={setTexts}
              commentField={commentField}
              comments={comments}
              sectionId={place.sectionId}
            />
          </aside>
        )}
      </div>
      <p role="status" className="min-h-6 text-sm text-correct">
        {said}
      </p>
      {state.progress.people.length > 0 && (
        <p className="text-sm text-muted">
          {'Decisions so far: '}
          <span translate="no">
            {state.progress.people.map(({ name, count }) => `${name} ${count}`).join(', ')}
          </span>
        </p>
      )}
      {isHelpOpen && <KeyHelp onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
