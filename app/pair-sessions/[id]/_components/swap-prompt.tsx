'use client';

import { useState } from 'react';
import { nameOfSeat } from '@/lib/client/pair-state';
import { asksWhoDrives } from '@/lib/pairing/swap-prompt';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { Toolbar } from '@/lib/ui/toolbar';
import { WithNames } from '@/lib/ui/verbatim';
import { messages } from '../messages';
import { usePair } from './pair-context';

interface SwapPromptProps {
  /** The scored questions, in reading order. */
  questionIds: readonly string[];
  questionId: string;
}

/**
 * Asks a pair at the start of a question who drives there; nothing waits for it. Once it is decided, it says so in as
 * much space: by then the partner may read below it.
 */
export function SwapPrompt({ questionIds, questionId }: SwapPromptProps) {
  const { state, connection, announce } = usePair();
  const [problem, setProblem] = useState<string | null>(null);
  const { view } = state;
  const isAsked = asksWhoDrives(view, questionIds, questionId);
  const [wasAsked, setWasAsked] = useState(isAsked);
  if (isAsked && !wasAsked) setWasAsked(true);
  const { driverSeatId, seats } = view;
  const driver = seats.find(({ id }) => id === driverSeatId);
  if (!isAsked && (!wasAsked || !driver)) return null;
  const others = seats.filter(({ id }) => id !== driverSeatId);

  const said = (text: string) => <WithNames text={text} names={seats.map(({ name }) => name)} />;
  const drive = async (seatId: string) => {
    const answer = await connection.drive(seatId, questionId);
    setProblem(answer.ok ? null : answer.message);
    announce(answer.ok ? messages.pair.nowDrives(nameOfSeat(view, seatId)) : answer.message);
  };

  return (
    <div className="print:hidden">
      <Notice
        tone="info"
        title={
          driver
            ? said(isAsked ? messages.pair.timeToSwap(driver.name) : messages.pair.nowDrives(driver.name))
            : messages.pair.whoDrives
        }
      >
        {isAsked ? (
          <Toolbar className="pt-1" aria-label={messages.pair.whoDrives}>
            {others.map(({ id, name }) => (
              <Button
                key={id}
                size="small"
                variant={driver ? 'primary' : 'secondary'}
                onPress={() => drive(id)}
              >
                {said(messages.pair.letDrive(name))}
              </Button>
            ))}
            {driver && (
              <Button size="small" variant="quiet" onPress={() => drive(driver.id)}>
                {said(messages.pair.drivesOn(driver.name))}
              </Button>
            )}
          </Toolbar>
        ) : (
          <p className="min-h-10 pt-1 pointer-coarse:min-h-12">{messages.pair.roles}</p>
        )}
        {problem && <p className="text-caution">{problem}</p>}
      </Notice>
    </div>
  );
}
