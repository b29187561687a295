import { expect, it } from 'vitest';
import { carryOver } from '@/lib/client/moved-pair';

const batch = { ops: [{ opId: 'a', path: '2a/0/0', base: 0, value: '1' }], atomic: false };
const content = {
  batches: [{ ...batch, seatId: 'ada' }],
  typed: { '1a': { text: 'It', before: '', base: 0 } },
  checks: [{ partId: '2a', token: 'token' }],
};

it('takes edits, typing and checks along into the copy of a split pair, in the name of the seat there', () => {
  expect(carryOver(content, 'ada there', true)).toEqual({
    ...content,
    batches: [{ ...batch, seatId: 'ada there' }],
  });
});

it('takes no check along into a pair that is no copy: the answer there is another', () => {
  expect(carryOver(content, 'ada there', false).checks).toEqual([]);
});
