import { describe, expect, it } from 'vitest';
import { nextAgreementStep } from '@/lib/pairing/agreement';
import { attemptLimit, takesOver } from '@/lib/pairing/counting';
import { meanOfDisagreement, outcomeOfDisagreement } from '@/lib/pairing/disagreement';
import { phaseAt } from '@/lib/pairing/phase';

const at = (time: string) => new Date(`2026-03-02T${time}Z`);

describe('the phase of an assignment', () => {
  const times = { opensAt: at('09:00:00'), closesAt: at('10:00:00') };

  it.each([
    ['08:59:59', 'not-open'],
    ['09:00:00', 'open'],
    ['09:59:59', 'open'],
    ['10:00:00', 'closed'],
  ])('at %s is %s between 9 and 10', (time, phase) => {
    expect(phaseAt(times, at(time))).toBe(phase);
  });

  it('is open for ever without times', () => {
    expect(phaseAt({ opensAt: null, closesAt: null }, at('00:00:00'))).toBe('open');
  });
});

describe('the submission that counts', () => {
  it('is the last one, or the best one, as the policy says', () => {
    const half = { earned: 4 };
    expect(takesOver(null, { earned: 0 }, 'best')).toBe(true);
    expect(takesOver(half, { earned: 1 }, 'last')).toBe(true);
    expect(takesOver(half, { earned: 1 }, 'best')).toBe(false);
    expect(takesOver(half, { earned: 8 }, 'best')).toBe(true);
  });
});

describe('a disagreement', () => {
  it('counts for the mean of the answers that could be graded', () => {
    expect(meanOfDisagreement([1, 0])).toBe(0.5);
    expect(meanOfDisagreement([3])).toBe(3);
    expect(meanOfDisagreement([])).toBe(0);
  });

  it('stands as all answers do, else in between, and waits where one of them does', () => {
    expect(outcomeOfDisagreement(['correct', 'correct'])).toBe('correct');
    expect(outcomeOfDisagreement(['correct', 'incorrect'])).toBe('partial');
    expect(outcomeOfDisagreement(['correct', 'needs-review'])).toBe('needs-review');
    expect(outcomeOfDisagreement([])).toBe('incorrect');
  });
});

describe('attempts allowed', () => {
  it.each([
    [null, null, null],
    [2, null, 2],
    [null, 5, 5],
    [2, 5, 2],
    [6, 5, 5],
  ])('with %s in the worksheet and %s in the assignment are %s', (part, policy, limit) => {
    expect(attemptLimit(part, policy)).toBe(limit);
  });
});

describe('agreement', () => {
  const both = { agreement: 'both' as const, presentSeatIds: ['ada', 'alan'], contentHash: 'x' };

  it('needs a second seat to confirm the same content', () => {
    expect(nextAgreementStep({ ...both, seatId: 'ada', proposal: null })).toBe('propose');
    const proposal = { bySeatId: 'ada', contentHash: 'x' };
    expect(nextAgreementStep({ ...both, seatId: 'ada', proposal })).toBe('propose');
    expect(nextAgreementStep({ ...both, seatId: 'alan', proposal })).toBe('agreed');
  });

  it('starts again when the content has changed, or when who proposed has left', () => {
    const changed = { bySeatId: 'ada', contentHash: 'y' };
    expect(nextAgreementStep({ ...both, seatId: 'alan', proposal: changed })).toBe('propose');
    const left = { bySeatId: 'edith', contentHash: 'x' };
    expect(nextAgreementStep({ ...both, seatId: 'alan', proposal: left })).toBe('propose');
  });

  it('is reached at once where one may decide, and by one who sits alone', () => {
    expect(nextAgreementStep({ ...both, agreement: 'either', seatId: 'ada', proposal: null })).toBe('agreed');
    expect(nextAgreementStep({ ...both, presentSeatIds: ['ada'], seatId: 'ada', proposal: null })).toBe(
      'agreed',
    );
  });
});
