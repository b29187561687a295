'use client';

import { useId, useState } from 'react';
import type { SubmissionView } from '@/lib/schemas/submission';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { Toolbar } from '@/lib/ui/toolbar';
import { messages } from '../messages';
import { asideLook } from './aside-look';
import { usePair } from './pair-context';
import { findProposal } from './part-slice';
import { RevealDialog } from './reveal-dialog';

interface PartActionsProps {
  partId: string;
  onChecked(submission: SubmissionView): void;
  /** Whether the pair corrects its work after the page was turned. */
  isCorrecting: boolean;
  correct(isOn: boolean): void;
}

/** Check, turn the page, hand in: one Tab stop. Says in words why something cannot be done now. */
export function PartActions({ partId, onChecked, isCorrecting, correct }: PartActionsProps) {
  const id = useId();
  const { connection, state, announce } = usePair();
  const { view, link, actingSeatId } = state;
  const [isChecking, setIsChecking] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const score = view.scores[partId];
  const left = score?.attemptsLeft ?? null;
  const isRevealed = view.revealed.includes(partId);
  const isHandedIn = view.handedIn.includes(partId);

  if (isRevealed) {
    const mayCorrect = view.status === 'open' && !isHandedIn;
    return (
      <div className="grid gap-1.5 print:hidden">
        <p className="font-medium text-muted">{messages.reveal.turned}</p>
        {mayCorrect && (
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <Button size="small" onPress={() => correct(!isCorrecting)}>
              {isCorrecting ? messages.correction.stop : messages.correction.start}
            </Button>
            <p className={asideLook}>{isCorrecting ? messages.correction.kept : messages.correction.offer}</p>
          </div>
        )}
      </div>
    );
  }
  if (view.status !== 'open') return <span />;
  const blocked = view.waitsForPartner
    ? messages.check.waitsForPartner
    : link === 'offline'
      ? messages.check.offline
      : null;
  const isAnyAsked =
    findProposal(view, partId, 'reveal') !== null || findProposal(view, partId, 'hand-in') !== null;

  const check = async () => {
    setIsChecking(true);
    setProblem(null);
    const answer = await connection.check(partId);
    setIsChecking(false);
    if (answer.ok) onChecked(answer.value);
    else {
      setProblem(answer.message);
      announce(answer.message);
    }
  };
  const act = async (call: Promise<{ ok: true } | { ok: false; message: string }>) => {
    setProblem(null);
    const answer = await call;
    if (!answer.ok) {
      setProblem(answer.message);
      announce(answer.message);
    }
  };

  return (
    <div className="grid gap-1.5 print:hidden">
      <Toolbar aria-label={messages.page.actions(partId)}>
        {!isHandedIn && (
          <Button
            variant="primary"
            isPending={isChecking}
            isDisabled={blocked !== null || left === 0}
            aria-describedby={`${id}-left`}
            onPress={check}
          >
            {isChecking
              ? messages.check.checking
              : score?.attempts
                ? messages.check.again
                : messages.check.button}
          </Button>
        )}
        <Button isDisabled={blocked !== null} onPress={() => setIsAsking(true)}>
          {messages.reveal.button}
        </Button>
        {!isHandedIn && (
          <Button
            variant="quiet"
            isDisabled={blocked !== null || isAnyAsked}
            onPress={() => act(connection.handIn(partId))}
          >
            {messages.handIn.button}
          </Button>
        )}
      </Toolbar>
      <p id={`${id}-left`} className={asideLook}>
        {isHandedIn
          ? messages.handIn.done
          : (blocked ?? (left === null ? messages.check.unlimited : messages.check.attemptsLeft(left)))}
      </p>
      {problem && <Notice tone="caution">{problem}</Notice>}
      {isAsking && (
        <RevealDialog
          partId={partId}
          asksPartner={view.policy.agreement === 'both' && view.seats.length > 1}
          close={() => setIsAsking(false)}
          confirm={() => {
            setIsAsking(false);
            void act(connection.reveal(partId, actingSeatId));
          }}
        />
      )}
    </div>
  );
}
