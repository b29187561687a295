import type { Json } from '@/lib/schemas/json';
import type { QueueItem } from '@/lib/schemas/review-queue';
import { Badge } from '@/lib/ui/badge';
import { Button } from '@/lib/ui/button';
import { formatPoints } from '@/lib/ui/format-number';
import { Notice } from '@/lib/ui/notice';
import { ResponseReview } from '../../../_components/response-review';
import { type Conflict, type Entry, includedIn } from './queue-state';
import type { ReviewedKind } from './reviewed-kind';

interface AnswerProps {
  entry: Entry;
  part: ReviewedKind;
  areNamesShown: boolean;
  isGroupOpen: boolean;
  onGroup(isOpen: boolean): void;
  onLeaveOut(pairSessionId: string): void;
  pairHref(pairSessionId: string): string;
}

/** One response with its context; of a group, one for all. */
export function Answer({
  entry,
  part,
  areNamesShown,
  isGroupOpen,
  onGroup,
  onLeaveOut,
  pairHref,
}: AnswerProps) {
  const { item, made, conflict } = entry;
  const { members, numbers, context, decidedOn, attempts } = item;
  const isGroup = members.length > 1;
  const before = conflict ? readBefore(conflict, item) : decidedOn;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-lg border border-line bg-surface p-5 shadow-card">
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <Who item={item} areNamesShown={areNamesShown} pairHref={pairHref} />
        <Badges item={item} />
        {made && <Badge tone="accent">{`decided: ${formatPoints(made.points)}`}</Badge>}
      </div>
      {item.claimedBy && (
        <Notice tone="info" role="note">
          <p>
            <span translate="no">{item.claimedBy}</span>
            {' is reading this, too.'}
          </p>
        </Notice>
      )}
      {conflict && <BothDecisions conflict={conflict} />}
      {before === null ? (
        <Shown item={item} part={part} response={item.response} />
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4 xl:grid-cols-2">
          <div className="grid content-start gap-2">
            <h2 className="text-base">{conflict ? 'You read' : 'Decided on'}</h2>
            <Shown item={{ ...item, submission: unread(item) }} part={part} response={before} />
          </div>
          <div className="grid content-start gap-2">
            <h2 className="text-base">Now</h2>
            <Shown item={item} part={part} response={item.response} />
          </div>
        </div>
      )}
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
        {context.map(({ partId, text }) => (
          <div key={partId} className="flex gap-1">
            <dt>{`${partId}:`}</dt>
            <dd className="text-ink">{text}</dd>
          </div>
        ))}
        {numbers && (
          <div className="flex gap-1">
            <dt>Numbers:</dt>
            <dd className="text-ink tabular-nums">{numbers}</dd>
          </div>
        )}
        {attempts > 0 && (
          <div className="flex gap-1">
            <dt>Attempts:</dt>
            <dd className="text-ink tabular-nums">{attempts}</dd>
          </div>
        )}
      </dl>
      {isGroup && (
        <details
          open={isGroupOpen}
          onToggle={(event) => onGroup(event.currentTarget.open)}
          className="border-t border-line pt-3 text-sm"
        >
          <summary className="cursor-pointer pointer-coarse:min-h-11">
            {`${includedIn(entry).length} of ${members.length} pairs gave this answer and get these points`}
          </summary>
          <ul className="mt-3 grid gap-1 sm:grid-cols-2">
            {(isGroupOpen ? members : []).map(({ pairSessionId, names }, index) => {
              const isIn = !entry.leftOut.has(pairSessionId);
              return (
                <li key={pairSessionId} className="flex items-center gap-2">
                  <Button
                    size="small"
                    aria-pressed={isIn}
                    isDisabled={made !== null}
                    onPress={() => onLeaveOut(pairSessionId)}
                  >
                    {isIn ? 'Take out' : 'Put back'}
                  </Button>
                  <a href={pairHref(pairSessionId)} className={isIn ? '' : 'line-through'}>
                    {areNamesShown ? <span translate="no">{names.join(' & ')}</span> : `Pair ${index + 1}`}
                  </a>
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </div>
  );
}

/** What was read before the pair went on; null where only somebody else's decision came between. */
function readBefore({ read }: Conflict, { response }: QueueItem): Json | null {
  return JSON.stringify(read) === JSON.stringify(response) ? null : read;
}

/** What was found in the present response says nothing of an older one. */
function unread({ submission }: QueueItem): QueueItem['submission'] {
  const { cells: _cells, concepts: _concepts, ...rest } = submission;
  return { ...rest, feedback: [] };
}

function Shown({ item, part, response }: { item: QueueItem; part: ReviewedKind; response: Json }) {
  return (
    <ResponseReview
      kind={part.kind}
      spec={part.spec}
      rubric={part.rubric}
      response={response}
      submission={item.submission}
      revealedKey={item.revealedKey}
      said={item.said}
    />
  );
}

function Who({
  item: { members, seatId },
  areNamesShown,
  pairHref,
}: {
  item: QueueItem;
  areNamesShown: boolean;
  pairHref: AnswerProps['pairHref'];
}) {
  const [first] = members;
  if (members.length > 1) return <span className="font-semibold">{`${members.length} pairs`}</span>;
  if (!first) return null;
  const hidden = seatId === null ? 'A pair' : 'One of a pair, alone';
  return (
    <a href={pairHref(first.pairSessionId)} className="font-semibold pointer-coarse:leading-[2.75rem]">
      {areNamesShown ? <span translate="no">{first.names.join(' & ')}</span> : hidden}
    </a>
  );
}

function Badges({ item: { review, seatId, flaggedBy, decided } }: { item: QueueItem }) {
  return (
    <>
      {review === 'changed' && <Badge tone="wrong">changed since it was decided</Badge>}
      {seatId !== null && <Badge tone="partner">partners disagree</Badge>}
      {decided && (
        <Badge tone="accent">
          <span>{`${formatPoints(decided.earned)} by `}</span>
          <span translate="no">{decided.by}</span>
        </Badge>
      )}
      {flaggedBy && (
        <Badge tone="caution">
          <span>{'flagged by '}</span>
          <span translate="no">{flaggedBy}</span>
        </Badge>
      )}
    </>
  );
}

/** Both decisions, where somebody else was first. */
function BothDecisions({ conflict: { ours, present } }: { conflict: Conflict }) {
  const { decided, earned } = present;
  return (
    <Notice tone="caution" title="This has changed meanwhile">
      <p>
        <span>{`You gave ${formatPoints(ours)}. `}</span>
        {decided && <span translate="no">{decided.by}</span>}
        <span>
          {decided
            ? ` gave ${formatPoints(decided.earned)}${decided.comment ? `: ${decided.comment}` : ''}.`
            : `What counts now has ${formatPoints(earned)} points.`}
        </span>
        <span> Yours was not stored. Please look and decide again.</span>
      </p>
    </Notice>
  );
}
