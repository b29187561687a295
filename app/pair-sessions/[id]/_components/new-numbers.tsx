'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState } from 'react';
import { takesWork } from '@/lib/pairing/takes-work';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { messages } from '../messages';
import { usePair } from './pair-context';

/** Draws new numbers for a question, and shows those that either partner drew. `round` is the one on the page. */
export function NewNumbers({ questionId, round }: { questionId: string; round: number }) {
  const id = useId();
  const router = useRouter();
  const { connection, state, announce } = usePair();
  const { view, link } = state;
  const [isDrawing, setIsDrawing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const shown = useRef(round);
  const present = view.rounds[questionId];

  // The server renders the prompts with their numbers, so the page fetches them again.
  useEffect(() => {
    if (present !== undefined && present !== round) router.refresh();
  }, [present, round, router]);
  // New numbers replace the old ones without a sign, which a screen reader would miss.
  useEffect(() => {
    if (shown.current === round) return;
    shown.current = round;
    announce(messages.numbers.announce(questionId));
  }, [announce, questionId, round]);

  if (!takesWork(view)) return null;
  const draw = async () => {
    setIsDrawing(true);
    setProblem(null);
    const answer = await connection.newNumbers(questionId);
    setIsDrawing(false);
    if (!answer.ok) {
      setProblem(answer.message);
      announce(answer.message);
    }
  };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden">
      <Button
        isPending={isDrawing || present !== round}
        isDisabled={view.waitsForPartner || link === 'offline'}
        aria-describedby={id}
        onPress={draw}
      >
        {messages.numbers.button}
      </Button>
      <p id={id} className="text-[0.875rem] text-muted">
        {view.waitsForPartner ? messages.numbers.waitsForPartner : messages.numbers.help}
      </p>
      {problem !== null && <Notice tone="caution">{problem}</Notice>}
    </div>
  );
}
