import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { corpusOf } from './corpus';
import { type CheckpointFile, type Checkpoints, loadCheckpoints, untrained } from './load-checkpoints';
import type { TrainedHere } from './own-training';
import { type StoredModelName, storedModels } from './stored-models';
import { trainingSteps } from './training';

/** A model that the page shows: a stored one, or the one that was trained here. */
export type ShownModel = StoredModelName | 'own';

type Loaded = Readonly<Partial<Record<StoredModelName, Checkpoints>>>;

/**
 * The weights of the shown model, as far as they are here. Loads the trained weights of a stored model when it is shown,
 * and those on the way there when `step` is one of them, or they are asked for.
 */
export function useModel(shown: ShownModel, own: TrainedHere | null, step: number) {
  const [loaded, setLoaded] = useState<Loaded>({});
  const [failed, setFailed] = useState<ReadonlySet<string>>(new Set());
  const asked = useRef(new Set<string>());

  const load = useCallback((name: StoredModelName, file: CheckpointFile) => {
    const key = `${name}/${file}`;
    if (asked.current.has(key)) return;
    asked.current.add(key);
    loadCheckpoints(name, file).then(
      (found) => {
        setLoaded((before) => ({ ...before, [name]: new Map([...(before[name] ?? []), ...found]) }));
      },
      () => {
        asked.current.delete(key);
        setFailed((before) => new Set(before).add(key));
      },
    );
  }, []);
  // Whichever model is shown, its result comes first.
  useEffect(() => {
    if (shown !== 'own') load(shown, 'last');
    if (shown !== 'own' && step > 0 && step < trainingSteps) load(shown, 'way');
  }, [shown, step, load]);

  const model = shown === 'own' ? own : storedModels[shown];
  const { corpus: corpusName, heads, seed } = model ?? storedModels['seasons-4-heads'];
  const corpus = useMemo(() => corpusOf(corpusName), [corpusName]);
  const start = useMemo(() => untrained(corpus, heads, seed), [corpus, heads, seed]);
  const further = shown === 'own' ? own?.checkpoints : loaded[shown];
  const checkpoints = useMemo(() => new Map([...start, ...(further ?? [])]), [start, further]);
  return {
    corpus,
    heads,
    seed,
    checkpoints,
    hasFailed: shown !== 'own' && (['last', 'way'] as const).some((file) => failed.has(`${shown}/${file}`)),
    loadWay() {
      if (shown !== 'own') load(shown, 'way');
    },
    retry() {
      if (shown === 'own') return;
      setFailed(new Set());
      load(shown, 'last');
      load(shown, 'way');
    },
  };
}
