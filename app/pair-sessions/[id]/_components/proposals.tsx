'use client';

import { useState } from 'react';
import { nameOfSeat } from '@/lib/client/pair-state';
import type { ProposalView } from '@/lib/schemas/pair-view';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { messages } from '../messages';
import { usePair } from './pair-context';

/** What one of the pair asks of the other about a part: to turn the page, or to hand it in. */
export function Proposals({ partId }: { partId: string }) {
  const { view } = usePair().state;
  return view.proposals
    .filter((proposal) => proposal.partId === partId)
    .map((proposal) => <Proposal key={proposal.purpose} proposal={proposal} />);
}

const wording = {
  reveal: messages.reveal,
  'hand-in': messages.handIn,
  disagreement: messages.disagreement,
} as const;

function Proposal({ proposal: { purpose, partId, by } }: { proposal: ProposalView }) {
  const { connection, state, announce } = usePair();
  const { view } = state;
  const [problem, setProblem] = useState<string | null>(null);
  const words = wording[purpose];
  const isYours = view.seats.some(({ id, isYours: yours }) => yours && id === by);
  // A partner at this screen may answer here; a partner on another device answers there.
  const deciding = view.seats.filter((seat) => seat.id !== by && seat.isYours);

  const act = async (call: Promise<{ ok: true } | { ok: false; message: string }>) => {
    const answer = await call;
    setProblem(answer.ok ? null : answer.message);
    if (!answer.ok) announce(answer.message);
  };
  const agree = (seatId: string) => {
    if (purpose === 'reveal') return connection.reveal(partId, seatId);
    return purpose === 'hand-in' ? connection.handIn(partId, seatId) : connection.disagree(partId, seatId);
  };

  return (
    <Notice tone="info" title={isYours ? words.youAsked : words.partnerAsks(nameOfSeat(view, by))}>
      <div className="grid gap-3">
        <p className="text-sm">{words.explain}</p>
        <div className="flex flex-wrap gap-2">
          {deciding.map((seat) => (
            <Button key={seat.id} variant="primary" onPress={() => act(agree(seat.id))}>
              {isYours ? messages.pair.as(seat.name, words.agree) : words.agree}
            </Button>
          ))}
          {purpose === 'hand-in' &&
            deciding.map((seat) => (
              <Button key={seat.id} onPress={() => act(connection.disagree(partId, seat.id))}>
                {messages.disagreement.start}
              </Button>
            ))}
          <Button
            variant={deciding.length > 0 ? 'quiet' : 'secondary'}
            onPress={() => act(connection.cancelProposal(partId, purpose))}
          >
            {isYours ? words.takeBack : words.decline}
          </Button>
        </div>
        {problem && <p className="text-caution">{problem}</p>}
      </div>
    </Notice>
  );
}
