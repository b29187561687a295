import { describe, expect, it } from 'vitest';
import { asksWhoDrives } from '@/lib/pairing/swap-prompt';
import { policySchema } from '@/lib/schemas/policy';

const questions = ['1', '2', '3'];
const seat = { name: 'Ada', present: true, hasLeft: false, isYours: true };
const pair = {
  policy: policySchema.parse({}),
  seats: [
    { ...seat, id: 'a' },
    { ...seat, id: 'b' },
  ],
  status: 'open' as const,
  drivenQuestions: [] as string[],
};
const asked = (view: Parameters<typeof asksWhoDrives>[0]) =>
  questions.filter((id) => asksWhoDrives(view, questions, id));

describe('who drives', () => {
  it('is asked at every question but the first', () => {
    expect(asked(pair)).toEqual(['2', '3']);
  });
  it('is asked once a question, and not in one that lies behind', () => {
    expect(asked({ ...pair, drivenQuestions: ['2'] })).toEqual(['3']);
    expect(asked({ ...pair, drivenQuestions: ['3'] })).toEqual([]);
  });
  it('is not asked of one person, without roles, or after closing', () => {
    expect(asked({ ...pair, seats: pair.seats.slice(1) })).toEqual([]);
    expect(asked({ ...pair, policy: policySchema.parse({ roles: false }) })).toEqual([]);
    expect(asked({ ...pair, status: 'closed' })).toEqual([]);
  });
  it('is not asked for a question that the worksheet has not', () => {
    expect(asksWhoDrives(pair, questions, '4')).toBe(false);
  });
});
