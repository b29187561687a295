import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { cutAtQuotes, WrittenReview } from '@/lib/questions/fields/written-review';

describe('a written response under review', () => {
  it('names what the rubric asks for in the author’s words, and never by the ids of concepts', () => {
    const concepts = [
      { id: 'effect', verdict: 'found' as const, quote: 'flatter' },
      { id: 'effect_low', verdict: 'unknown' as const },
      { id: 'draw', verdict: 'contradicted' as const },
    ];
    const shown = renderToStaticMarkup(
      <WrittenReview
        text="A high one is flatter."
        submission={{
          ...{ id: 's', partId: '1a', attempt: 1, outcome: 'partial', earned: 1, total: 4, feedback: [] },
          concepts,
        }}
        rubric={[
          { concept: 'draw', label: 'the index is left to chance.' },
          { concept: 'effect', label: 'what a high temperature changes.' },
        ]}
      />,
    );
    expect(
      [...shown.matchAll(/<li[^>]*>(.*?)<\/li>/g)].map(([, line = '']) => line.replace(/<[^>]+>/g, '')),
    ).toEqual(['✗ the index is left to chance: contradicted', '✓ what a high temperature changes: found']);
    expect(shown).toMatch(/<mark[^>]*>flatter<\/mark>/);
    expect(shown).not.toMatch(/effect/);
  });

  it('is cut where the rubric quotes it', () => {
    const text = 'It takes the log, then divides by T.';
    const concepts = [
      { id: 'divide', verdict: 'found' as const, quote: 'divides by T' },
      { id: 'log', verdict: 'found' as const, quote: 'the log' },
      { id: 'draw', verdict: 'unknown' as const },
    ];
    expect(cutAtQuotes(text, concepts).map(({ piece, verdict }) => [piece, verdict])).toEqual([
      ['It takes ', null],
      ['the log', 'found'],
      [', then ', null],
      ['divides by T', 'found'],
      ['.', null],
    ]);
  });

  it('shows each word once where quotes overlap, and none that the text does not have', () => {
    const concepts = [
      { id: 'a', verdict: 'found' as const, quote: 'one two' },
      { id: 'b', verdict: 'contradicted' as const, quote: 'two three' },
      { id: 'c', verdict: 'found' as const, quote: 'four' },
    ];
    expect(cutAtQuotes('one two three', concepts).map(({ piece }) => piece)).toEqual(['one two', ' three']);
  });

  it('stays whole, whatever is quoted', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(fc.nat(20), fc.nat(20))), (text, spans) => {
        const concepts = spans.map(([from, length], index) => ({
          id: String(index),
          verdict: 'found' as const,
          quote: text.slice(from, from + length),
        }));
        return (
          cutAtQuotes(text, concepts)
            .map(({ piece }) => piece)
            .join('') === text
        );
      }),
    );
  });
});
