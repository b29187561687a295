import type { WorkPart } from '@/lib/server/classes/pair-work';
import { formatPoints } from '@/lib/ui/format-number';
import { LocalTime } from '@/lib/ui/local-time';
import { WithNames } from '@/lib/ui/verbatim';
import { UndoDecision } from './undo-decision';

interface DecisionsProps {
  pairSessionId: string;
  part: WorkPart;
  nameOf(seatId: string): string;
}

/** All decisions on a part, the newest first; those that count can be taken back. */
export function Decisions({ pairSessionId, part, nameOf }: DecisionsProps) {
  const given = part.decisions.filter(({ earned }) => earned !== null).reverse();
  if (given.length === 0) return null;
  return (
    <div className="grid gap-1 text-sm">
      <h3 className="text-base">Decisions</h3>
      <ul className="grid gap-2">
        {given.map(
          ({ id, earned, comment, note, by, seatId, submissionId, isUndone, isInForce, createdAt }) => (
            <li key={id} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
              <span className={isUndone ? 'text-muted line-through' : ''}>
                <span className="font-medium">{`${formatPoints(earned ?? 0)} points`}</span>
                {seatId && <WithNames text={` for ${nameOf(seatId)}`} names={[nameOf(seatId)]} />}
                {submissionId === null && <span>, on the draft</span>}
                {comment && <span>{`: ${comment}`}</span>}
              </span>
              <span className="text-muted">
                <span translate="no">{`${by}, `}</span>
                <LocalTime at={createdAt.toISOString()} />
                {isUndone && <span>, taken back</span>}
              </span>
              {note && <span className="text-muted print:hidden">{`Private: ${note}`}</span>}
              {isInForce && (
                <UndoDecision
                  pairSessionId={pairSessionId}
                  partId={part.part.id}
                  decisionId={id}
                  version={part.version}
                />
              )}
            </li>
          ),
        )}
      </ul>
    </div>
  );
}
