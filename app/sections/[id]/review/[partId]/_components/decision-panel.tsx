'use client';

import { type RefObject, useId, useState } from 'react';
import { longestComment } from '@/lib/results/override-problem';
import type { SavedComment } from '@/lib/schemas/review-queue';
import { Button } from '@/lib/ui/button';
import { formatPoints } from '@/lib/ui/format-number';
import { CommentField } from './comment-field';
import type { Entry } from './queue-state';

interface Texts {
  comment: string;
  note: string;
}

interface DecisionPanelProps {
  /** Null at the end of the queue. */
  entry: Entry | null;
  points: number;
  /** The first digit of two, while a second may follow. */
  begun: number | null;
  canUndo: boolean;
  onAgree(): void;
  onGive(points: number): void;
  onUndo(): void;
  onGo(by: 1 | -1): void;
}

const field = 'min-h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-base';

/** What the program proposes, and what a person decides. */
export function DecisionPanel(props: DecisionPanelProps) {
  const { entry, points, begun, canUndo, onAgree, onGive, onUndo, onGo } = props;
  const automatic = entry?.item.automatic ?? null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {entry && <Proposal entry={entry} points={points} />}
      <div className="flex flex-wrap items-end gap-2">
        {entry && automatic !== null && (
          <Button variant="primary" className="grow" onPress={onAgree}>
            {`Agree: ${formatPoints(automatic)}`}
          </Button>
        )}
        <Button aria-label="The answer before" onPress={() => onGo(-1)}>
          ←
        </Button>
        <Button aria-label="The next answer" onPress={() => onGo(1)}>
          →
        </Button>
      </div>
      <div className="flex items-end gap-2">
        {entry && <PointsForm key={entry.item.key} points={points} begun={begun} onGive={onGive} />}
        <Button isDisabled={!canUndo} onPress={onUndo}>
          Undo
        </Button>
      </div>
    </div>
  );
}

interface TextsPanelProps {
  texts: Texts;
  onTexts(change: (before: Texts) => Texts): void;
  commentField: RefObject<HTMLTextAreaElement | null>;
  comments: readonly SavedComment[];
  sectionId: string;
}

/** What goes along with the next decision: a comment for the pair, and a note for those who review. */
export function TextsPanel({ texts, onTexts, commentField, comments, sectionId }: TextsPanelProps) {
  const id = useId();
  return (
    <div className="grid gap-3">
      <CommentField
        value={texts.comment}
        onChange={(comment) => onTexts((before) => ({ ...before, comment }))}
        field={commentField}
        comments={comments}
        sectionId={sectionId}
      />
      <label className="grid gap-1 text-sm font-medium" htmlFor={`${id}-note`}>
        Private note
        <textarea
          id={`${id}-note`}
          rows={2}
          maxLength={longestComment}
          className={`${field} py-2`}
          value={texts.note}
          onChange={({ target }) => onTexts((before) => ({ ...before, note: target.value }))}
          onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
        />
      </label>
    </div>
  );
}

/** The automatic score in words. */
function Proposal({ entry: { item }, points }: { entry: Entry; points: number }) {
  const { automatic, submission } = item;
  return (
    <div className={`gap-1 text-sm ${automatic === null ? 'grid' : 'hidden lg:grid'}`}>
      <p>
        {automatic === null
          ? 'The program proposes no points.'
          : `The program proposes ${formatPoints(automatic)} of ${formatPoints(points)}.`}
      </p>
      {submission.feedback.length > 0 && (
        <ul className="hidden list-disc ps-5 text-muted lg:block">
          {submission.feedback.map(({ code, message }) => (
            <li key={`${code} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Points that no single key gives: 2.5, or on a phone. */
function PointsForm({
  points,
  begun,
  onGive,
}: {
  points: number;
  begun: number | null;
  onGive(points: number): void;
}) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const value = Number(typed.trim().replace(',', '.'));
  const isWrong = typed.trim() !== '' && !(value >= 0 && value <= points);
  return (
    <form
      className="flex min-w-0 grow items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '' && !isWrong) onGive(value);
      }}
    >
      <label className="grid min-w-0 grow gap-1 text-sm font-medium" htmlFor={id}>
        <span className="whitespace-nowrap max-lg:sr-only">{`Points (of ${formatPoints(points)})`}</span>
        <input
          id={id}
          inputMode="decimal"
          autoComplete="off"
          aria-invalid={isWrong}
          placeholder={`0 – ${formatPoints(points)}`}
          className={`${field} tabular-nums`}
          value={begun === null ? typed : `${begun}`}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
        />
      </label>
      <Button type="submit">Give</Button>
    </form>
  );
}
