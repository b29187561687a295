'use client';

import { useRouter } from 'next/navigation';
import { useId } from 'react';
import { callApi } from '@/lib/client/call-api';
import { overrideProblem } from '@/lib/results/override-problem';
import { Button } from '@/lib/ui/button';
import { FormProblem } from '@/lib/ui/form-problem';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { useFormAction } from '@/lib/ui/use-form-action';

interface OverrideFormProps {
  submissionId: string;
  partId: string;
  points: number;
  earned: number;
  seats: { id: string; name: string }[];
}

const field = 'min-h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-base';

/** A person's decision: points and a reason, for the pair or one member. */
export function OverrideForm({ submissionId, partId, points, earned, seats }: OverrideFormProps) {
  const id = useId();
  const router = useRouter();
  const form = useFormAction(async (data) => {
    const typed = formText(data, 'earned').trim().replace(',', '.');
    const decision = { earned: typed === '' ? Number.NaN : Number(typed), reason: formText(data, 'reason') };
    const wrong = overrideProblem(decision, points);
    if (wrong) return { problem: wrong.message, field: wrong.field };
    const seatId = formText(data, 'seatId');
    const body = { ...decision, ...(seatId && { seatId }) };
    const answer = await callApi('POST /api/submissions/{id}/overrides', { id: submissionId, body });
    if (answer.ok) router.refresh();
    return formStateOf(answer, '✓ Kept. It stands until a person changes it.');
  });

  return (
    <form
      {...form.props}
      noValidate
      aria-label={`Decide on part ${partId}`}
      className="grid gap-3 border-t border-line pt-4 print:hidden"
    >
      <div className="grid gap-3 sm:grid-cols-[7rem_minmax(0,12rem)_minmax(0,1fr)_auto] sm:items-end">
        <label className="grid gap-1 text-sm font-medium" htmlFor={`${id}-points`}>
          <span>{`Points (of ${points})`}</span>
          <input
            id={`${id}-points`}
            inputMode="decimal"
            name="earned"
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
        <label className="grid gap-1 text-sm font-medium" htmlFor={`${id}-reason`}>
          Reason
          <input
            // The stored decision has its reason, so the next one needs a new reason; points and person may stay.
            key={form.round}
            id={`${id}-reason`}
            name="reason"
            maxLength={2_000}
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
