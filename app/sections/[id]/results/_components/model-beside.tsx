'use client';

import { useEffect, useState } from 'react';
import { corpusOf } from '@/lib/explorations/trained-attention/corpus';
import { LastRowTable } from '@/lib/explorations/trained-attention/last-row-table';
import { loadCheckpoints } from '@/lib/explorations/trained-attention/load-checkpoints';
import { lastRows, makeReader } from '@/lib/explorations/trained-attention/model';
import { meanOfRows } from '@/lib/explorations/trained-attention/pair-row';
import { isStored } from '@/lib/explorations/trained-attention/settings';
import { type StoredModelName, storedModels } from '@/lib/explorations/trained-attention/stored-models';
import type { CardView } from '@/lib/results/card-view';
import { count } from '@/lib/ui/count';

type Rows = ReturnType<typeof lastRows>;

async function readRows(name: StoredModelName, words: readonly string[]): Promise<Rows> {
  const [weights] = [...(await loadCheckpoints(name, 'last')).values()];
  if (!weights) throw new Error(`no weights of ${name}`);
  const { corpus, heads } = storedModels[name];
  return lastRows(makeReader(corpusOf(corpus), heads, weights).read(words));
}

/** The mean of what the pairs predicted, beside what a small trained model does with the same words. */
export default function ModelBeside({ weights }: { weights: NonNullable<CardView['weights']> }) {
  const { words, model, lines } = weights;
  const [rows, setRows] = useState<Rows | 'failed' | null>(null);
  useEffect(() => {
    if (model === null || !isStored(model)) return;
    let isHere = true;
    readRows(model, words).then(
      (found) => isHere && setRows(found),
      () => isHere && setRows('failed'),
    );
    return () => {
      isHere = false;
    };
  }, [model, words]);
  const pairs = meanOfRows(lines.map(([, , own]) => own));
  if (rows === 'failed') return <p role="alert">The model could not be loaded. Please open this again.</p>;
  if (rows === null) return <p className="text-sm text-muted">Loading the model …</p>;
  return (
    <LastRowTable
      words={words}
      series={[
        ...(pairs
          ? [
              {
                name: `Mean of ${count(pairs.of, 'pair', 'pairs')}`,
                kind: 'yours' as const,
                weights: pairs.mean,
              },
            ]
          : []),
        { name: 'Mean of the heads', kind: 'mean', weights: rows.mean },
        ...rows.heads.map((weightsOfHead, head) => ({
          name: `Head ${head + 1}`,
          kind: 'head' as const,
          weights: weightsOfHead,
        })),
      ]}
    />
  );
}
