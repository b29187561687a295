import { describe, expect, it } from 'vitest';
import { toCardView } from '@/lib/results/card-view';
import type { PartCard } from '@/lib/schemas/class-page';

const card: PartCard = {
  partId: '2a',
  questionTitle: 'Attention',
  kind: 'matrix',
  points: 8,
  isScored: true,
  begun: 1,
  done: 1,
  rightFirst: 0,
  rightNow: 0,
  median: null,
  read: 0,
  unread: 0,
  ideas: [],
  answers: [
    { answer: 'a', response: [['1', '0']], isRight: true, first: 1, ever: 1, now: 1 },
    { answer: 'b', response: null, isRight: false, first: 1, ever: 1, now: 0 },
  ],
  heat: null,
  options: null,
  weights: {
    words: ['the', 'end'],
    model: null,
    lines: [{ pairSessionId: 'p', names: ['Ada'], weights: [1 / 3, null] }],
  },
};

describe('a card as the page shows it', () => {
  it('has answers as texts, also where nobody’s row tells them any more', () => {
    expect(toCardView(card).answers.map(({ text }) => text)).toEqual([
      '1 0',
      'no longer stored as it was typed',
    ]);
  });

  it('has no answers beside the options, which say the same', () => {
    const option = { id: 'low', answer: 'a', label: 'Low', isRight: true, first: 1, ever: 1, now: 1 };
    expect(toCardView({ ...card, options: [option] }).answers).toEqual([]);
  });

  it('has weights to three places', () => {
    expect(toCardView(card).weights?.lines).toEqual([['p', 'Ada', [0.333, null]]]);
  });
});
