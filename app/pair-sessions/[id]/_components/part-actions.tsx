'use client';

import { useId, useState } from 'react';
import { goToPart } from '@/lib/client/go-to';
import { nextPartAfter } from '@/lib/pairing/next-thing';
import { takesWork } from '@/lib/pairing/takes-work';
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
  /** The last check was right, and nothing has changed since. */
  isRight: boolean;
  /** Whether the pair corrects its work after the page was turned. */
  isCorrecting: boolean;
  correct(isOn: boolean): void;
}

/** Check, say that one is done, see the solution: one Tab stop. Says in words why something cannot be done now. */
export function PartActions({ partId, onChecked, isRight, isCorrecting, correct }: PartActionsProps) {
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
  const next = takesWork(view) ? nextPartAfter(view, partId) : null;

  if (isRevealed) {
    const mayCorrect = takesWork(view) && !isHandedIn;
    return (
      <div className="grid gap-1.5 print:hidden">
        <p className="font-medium text-muted">{messages.reveal.turned}</p>
        {next !== null && (
          <Button variant="primary" className="justify-self-start" onPress={() => goToPart(next)}>
            {messages.check.next(next)}
          </Button>
        )}
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
  if (!takesWork(view)) return <span />;
  const movesOn = next !== null && (isRight || isHandedIn);
  const isSpent = score?.pointsState === 'spent';
  // Whether more checks could be made says nothing to who is right already.
  const checksLeft = isRight
    ? null
    : left === null
      ? messages.check.unlimited
      : messages.check.attemptsLeft(left);
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
        {/* One button for both, so that the focus stays where it was when a right answer changes what it does. */}
        {(!isHandedIn || movesOn) && (
          <Button
            variant="primary"
            isPending={isChecking}
            isDisabled={!movesOn && (blocked !== null || isSpent || left === 0)}
            aria-describedby={`${id}-left`}
            onPress={movesOn ? () => goToPart(next) : check}
          >
            {isChecking
              ? messages.check.checking
              : movesOn
                ? messages.check.next(next)
                : messages.check.button}
          </Button>
        )}
        {!isHandedIn && (
          <Button isDisabled={blocked !== null || isAnyAsked} onPress={() => act(connection.handIn(partId))}>
            {messages.handIn.button(partId)}
          </Button>
        )}
        <Button variant="quiet" isDisabled={blocked !== null} onPress={() => setIsAsking(true)}>
          {messages.reveal.button}
        </Button>
      </Toolbar>
      <p id={`${id}-left`} className={asideLook}>
        {isHandedIn
          ? messages.handIn.done
          : isSpent
            ? messages.check.spent((score?.seenBy ?? []).join(' and '))
            : (blocked ?? checksLeft)}
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
