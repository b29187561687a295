import { describe, expect, it } from 'vitest';
import { gradeLine } from '@/lib/worksheets/grade-line';

describe('the grading command', () => {
  const line = (fields: object) =>
    JSON.parse(
      gradeLine(JSON.stringify({ worksheet: 'text-generation-and-attention', part: '3d', ...fields })),
    );

  it('grades a part with draws by the seed of the line, by a fixed one without', () => {
    expect(line({ response: '0.1' })).toEqual(line({ response: '0.1', seed: 'default' }));
    expect(line({ response: 'x', seed: 7 })).toEqual(line({ response: 'x', seed: '7' }));
    // Right for whom it is right for: not for all of ten pairs.
    const seeds = Array.from({ length: 10 }, (_, seed) => seed);
    const outcomes = seeds.map((seed) => line({ response: '1.36', seed }).outcome);
    expect(outcomes).toContain('incorrect');
    expect(line({ response: '1', seed: [1] })).toEqual({
      id: null,
      problem: 'The seed must be text or a number.',
    });
  });
});
