import { describe, expect, it } from 'vitest';
import { meanOfRows } from '@/lib/explorations/trained-attention/pair-row';
import { modelBeside } from '@/lib/explorations/trained-attention/settings';
import { findWorksheet } from '@/lib/worksheets/catalogue';

const words = ['happy', 'spring', 'what', 'are', 'you', 'planning', 'for', 'the'];

describe('the model beside the predictions of a class', () => {
  it('is the one that the worksheet compares the part with', () => {
    const { worksheet } = findWorksheet('text-generation-and-attention') ?? {};
    const blocks = worksheet?.questions.flatMap(({ body }) => body) ?? [];
    expect(modelBeside(blocks, '2b', words)).toBe('seasons-4-heads');
    expect(modelBeside(blocks, '2a', words)).toBeNull();
  });

  it('is none where the part has other words, which the model does not read', () => {
    const blocks = [{ type: 'exploration' as const, name: 'trained-attention', with: { after: '2b' } }];
    expect(modelBeside(blocks, '2b', words)).toBe('seasons-4-heads');
    expect(modelBeside(blocks, '2b', [...words].reverse())).toBeNull();
  });
});

describe('the mean of what pairs predicted', () => {
  it('counts each whole row as shares of its sum, and leaves out the others', () => {
    const half = [0.5, 0.5, 0, 0, 0, 0, 0, 0];
    const percent = [0, 100, 0, 0, 0, 0, 0, 0];
    const partly = [1, null, 0, 0, 0, 0, 0, 0];
    expect(meanOfRows([half, percent, partly])).toEqual({ mean: [0.25, 0.75, 0, 0, 0, 0, 0, 0], of: 2 });
  });

  it('is nothing where nobody has filled a row', () => {
    expect(meanOfRows([Array(8).fill(null), Array(8).fill(0)])).toBeNull();
  });
});
