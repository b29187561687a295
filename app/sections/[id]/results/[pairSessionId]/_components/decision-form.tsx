'use client';

import { useRouter } from 'next/navigation';
import { useId } from 'react';
import { callApi } from '@/lib/client/call-api';
import { longestComment, pointsProblem } from '@/lib/results/override-problem';
import { Button } from '@/lib/ui/button';
import { FormProblem } from '@/lib/ui/form-problem';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { useFormAction } from '@/lib/ui/use-form-action';

interface DecisionFormProps {
  pairSessionId: string;
  partId: string;
  /** Of the part. */
  points: number;
  /** Of the part's state. */
  version: number;
  /** Of the draft that is shown. */
  draftEdits: number;
  /** What counts now. */
  earned: number;
  /** What the program proposes for the pair; null where it proposes nothing. */
  automatic: number | null;
  seats: { id: string; name: string }[];
}

const field = 'min-h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-base';

/** A person's decision on a part, submitted or not: points for the pair or one member, and what the pair reads of it. */
export function DecisionForm(props: DecisionFormProps) {
  const { pairSessionId, partId, points, version, draftEdits, earned, automatic, seats } = props;
  const id = useId();
  const router = useRouter();
  const form = useFormAction(async (data) => {
    const typed = formText(data, 'earned').trim().replace(',', '.');
    const given = typed === '' ? Number.NaN : Number(typed);
    const wrong = pointsProblem(given, points);
    if (wrong) return { problem: wrong.message, field: wrong.field };
    const seatId = formText(data, 'seatId');
    const isAgreed = seatId === '' && automatic !== null && Math.abs(given - automatic) < 0.005;
    const body = {
      partId,
      version,
      draftEdits,
      earned: isAgreed && automatic !== null ? automatic : given,
      origin: isAgreed ? ('agree' as const) : ('points' as const),
      ...(seatId && { seatId }),
      comment: formText(data, 'comment'),
      note: formText(data, 'note'),
    };
    const answer = await callApi('POST /api/pair-sessions/{id}/decisions', { id: pairSessionId, body });
    if (answer.ok || answer.code === 'changed') router.refresh();
    return formStateOf(answer, '✓ Decided. It counts until somebody decides again or takes it back.');
  });

  return (
    <form
      {...form.props}
      noValidate
      aria-label={`Decide on part ${partId}`}
      className="grid gap-3 border-t border-line pt-4 print:hidden"
    >
      <div className="grid gap-3 sm:grid-cols-[7rem_minmax(0,12rem)_minmax(0,1fr)] sm:items-end">
        <label className="grid gap-1 text-sm font-medium" htmlFor={`${id}-points`}>
          <span>{`Points (of ${points})`}</span>
          <input
            id={`${id}-points`}
            // What counts by now is proposed anew.
            key={version}
            inputMode="decimal"
            name="earned"
            autoComplete="off"
            defaultValue={Math.round(earned * 100) / 100}
            className={`${field} tabular-nums`}
          />
        </label>
        <label className="grid gap-1 text-sm font-medium" htmlFor={`${id}-seat`}>
          For
          <select id={`${id}-seat`} name="seatId" className={field}>
            <option value="">the pair</option>
            {seats.map((seat) => (
              <option key={seat.id} value={seat.id} translate="no">
                {`${seat.name} only`}
              </option>
            ))}
          </select>
        </label>
        <label className="grid gap-1 text-sm font-medium" htmlFor={`${id}-comment`}>
          Comment for the pair
          <input
            // It was stored with the decision: the next one has its own.
            key={form.round}
            id={`${id}-comment`}
            name="comment"
            maxLength={longestComment}
            className={field}
          />
        </label>
      </div>
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-end">
        <label className="grid gap-1 text-sm font-medium" htmlFor={`${id}-note`}>
          Private note
          <input
            key={form.round}
            id={`${id}-note`}
            name="note"
            maxLength={longestComment}
            className={field}
          />
        </label>
        <Button type="submit" variant="primary" isPending={form.isPending}>
          Save decision
        </Button>
      </div>
      <FormProblem form={form} />
      <p role="status" className="text-sm text-correct">
        {form.state.done}
      </p>
    </form>
  );
}
