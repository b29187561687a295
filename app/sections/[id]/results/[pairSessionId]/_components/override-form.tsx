'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';

interface OverrideFormProps {
  submissionId: string;
  partId: string;
  points: number;
  earned: number;
  seats: { id: string; name: string }[];
}

const field = 'min-h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 text-base';

/** A person's decision: points and a reason, for the pair or one member. What was typed stays until it is kept. */
export function OverrideForm({ submissionId, partId, points, earned, seats }: OverrideFormProps) {
  const id = useId();
  const router = useRouter();
  const [given, setGiven] = useState(() => String(Math.round(earned * 100) / 100));
  const [reason, setReason] = useState('');
  const [seatId, setSeatId] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [isSending, setIsSending] = useState(false);

  async function keep(event: FormEvent) {
    event.preventDefault();
    setIsSaved(false);
    const value = Number(given.trim().replace(',', '.'));
    if (given.trim() === '' || !Number.isFinite(value) || value < 0 || value > points) {
      setProblem(`Points go from 0 to ${points}.`);
      return;
    }
    if (reason.trim() === '') {
      setProblem('Please say why: the pair will read it.');
      return;
    }
    setIsSending(true);
    const body = { earned: value, reason, ...(seatId && { seatId }) };
    const answer = await callApi('POST', `/api/submissions/${submissionId}/overrides`, body);
    setIsSending(false);
    setProblem(answer.ok ? null : answer.message);
    if (!answer.ok) return;
    setIsSaved(true);
    setReason('');
    router.refresh();
  }

  return (
    <form
      onSubmit={keep}
      noValidate
      aria-label={`Decide on part ${partId}`}
      className="grid gap-3 border-t border-line pt-4 print:hidden"
    >
      <div className="grid gap-3 sm:grid-cols-[7rem_minmax(0,12rem)_minmax(0,1fr)_auto] sm:items-end">
        <label className="grid gap-1 text-sm font-medium" htmlFor={`${id}-points`}>
          Points (of {points})
          <input
            id={`${id}-points`}
            inputMode="decimal"
            value={given}
            onChange={({ target }) => setGiven(target.value)}
            className={`${field} tabular-nums`}
          />
        </label>
        <label className="grid gap-1 text-sm font-medium" htmlFor={`${id}-seat`}>
          For
          <select
            id={`${id}-seat`}
            value={seatId}
            onChange={({ target }) => setSeatId(target.value)}
            className={field}
          >
            <option value="">the pair</option>
            {seats.map((seat) => (
              <option key={seat.id} value={seat.id}>
                {seat.name} only
              </option>
            ))}
          </select>
        </label>
        <label className="grid gap-1 text-sm font-medium" htmlFor={`${id}-reason`}>
          Reason
          <input
            id={`${id}-reason`}
            value={reason}
            maxLength={2_000}
            onChange={({ target }) => setReason(target.value)}
            className={field}
          />
        </label>
        <Button type="submit" variant="primary" isPending={isSending}>
          Keep decision
        </Button>
      </div>
      {problem && (
        <Notice tone="error" role="alert">
          {problem}
        </Notice>
      )}
      <p role="status" className="text-sm text-correct">
        {isSaved && '✓ Kept. It stands until a person changes it.'}
      </p>
    </form>
  );
}
