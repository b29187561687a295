'use client';

import { useState } from 'react';
import { nameOfSeat } from '@/lib/client/pair-state';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { WithNames } from '@/lib/ui/verbatim';
import { messages } from '../messages';
import { usePair } from './pair-context';

/** What one of the pair asks of the other about a part: to see the solution, or to say that they are done. */
export function Proposals({ partId }: { partId: string }) {
  const { view } = usePair().state;
  if (view.readOnly) return null;
  return (
    <div id={`proposals-${partId}`} tabIndex={-1} className="grid scroll-mt-20 gap-3 empty:hidden">
      {view.proposals
        .filter((proposal) => proposal.partId === partId)
        .flatMap(({ purpose, by }) =>
          // Those who write own answers are asked beside these.
          purpose === 'agreement'
            ? []
            : [<Proposal key={purpose} partId={partId} purpose={purpose} by={by} />],
        )}
    </div>
  );
}

const wording = {
  reveal: messages.reveal,
  'hand-in': messages.handIn,
} as const;

interface ProposalProps {
  partId: string;
  purpose: keyof typeof wording;
  by: string;
}

function Proposal({ partId, purpose, by }: ProposalProps) {
  const { connection, state, announce } = usePair();
  const { view } = state;
  const [problem, setProblem] = useState<string | null>(null);
  const words = wording[purpose];
  const isYours = view.seats.some(({ id, isYours: yours }) => yours && id === by);
  // A partner at this screen may answer here; a partner on another device answers there.
  const deciding = view.seats.filter((seat) => seat.id !== by && seat.isYours);

  const said = (text: string) => <WithNames text={text} names={view.seats.map(({ name }) => name)} />;
  const act = async (call: Promise<{ ok: true } | { ok: false; message: string }>) => {
    const answer = await call;
    setProblem(answer.ok ? null : answer.message);
    if (!answer.ok) announce(answer.message);
  };
  const agree = (seatId: string) =>
    purpose === 'reveal' ? connection.reveal(partId, seatId) : connection.handIn(partId, seatId);
  // An own answer would be one more attempt.
  const mayDisagree = purpose === 'hand-in' && view.scores[partId]?.pointsState === 'open';

  return (
    <Notice tone="info" title={isYours ? words.youAsked : said(words.partnerAsks(nameOfSeat(view, by)))}>
      <div className="grid gap-3">
        <p className="text-sm">{words.explain}</p>
        <div className="flex flex-wrap gap-2">
          {deciding.map((seat) => (
            <Button key={seat.id} variant="primary" onPress={() => act(agree(seat.id))}>
              {isYours ? said(messages.pair.as(seat.name, words.agree)) : words.agree}
            </Button>
          ))}
          {mayDisagree &&
            deciding.map((seat) => (
              <Button key={seat.id} onPress={() => act(connection.disagree(partId, 'begin', seat.id))}>
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
