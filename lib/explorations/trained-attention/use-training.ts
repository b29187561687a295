import { useEffect, useRef, useState } from 'react';
import type { TrainedHere, TrainingChoice, TrainingNews, TrainingOrder } from './own-training';
import { trainingSteps } from './training';

/** A training that goes on in a worker. */
export interface OwnTraining {
  readonly choice: TrainingChoice;
  readonly state: 'running' | 'paused' | 'done';
  readonly done: number;
  /** The loss of each step so far, in nats. */
  readonly losses: readonly number[];
  /** Seconds that are left as far as one can tell; null at the beginning. */
  readonly secondsLeft: number | null;
}

/** What a training has taken so far, without its pauses. */
interface Clock {
  ms: number;
  since: number;
}

/** Trains a model in a worker, so that the page stays free; the worker ends with the page, and on stopping. */
export function useTraining(onTrained: (model: TrainedHere) => void) {
  const worker = useRef<Worker | null>(null);
  const clock = useRef<Clock>({ ms: 0, since: 0 });
  const [training, setTraining] = useState<OwnTraining | null>(null);
  const [hasFailed, setHasFailed] = useState(false);

  const stop = () => {
    worker.current?.terminate();
    worker.current = null;
    setTraining(null);
  };
  // A worker would go on after the page has gone elsewhere.
  useEffect(() => () => worker.current?.terminate(), []);

  const tell = (order: TrainingOrder) => worker.current?.postMessage(order);
  const begin = (choice: TrainingChoice) => {
    stop();
    setHasFailed(false);
    const weights = new Map<number, Float64Array>();
    const fail = () => {
      stop();
      setHasFailed(true);
    };
    try {
      worker.current = new Worker(new URL('./train-worker.ts', import.meta.url));
    } catch {
      // Some browsers, and settings of schools, allow no workers.
      return fail();
    }
    worker.current.onerror = fail;
    worker.current.onmessage = ({ data }: MessageEvent<TrainingNews>) => {
      if ('weights' in data) {
        weights.set(data.step, data.weights);
        return;
      }
      const { ms, since } = clock.current;
      const spent = ms + performance.now() - since;
      const { done } = data;
      setTraining(
        (before) =>
          before && {
            ...before,
            done,
            losses: [...before.losses, ...data.losses],
            secondsLeft: (spent / Math.max(done, 1) / 1_000) * (trainingSteps - done),
            state: done >= trainingSteps ? 'done' : before.state,
          },
      );
      if (done < trainingSteps) return;
      worker.current?.terminate();
      worker.current = null;
      onTrained({ ...choice, checkpoints: new Map(weights) });
    };
    clock.current = { ms: 0, since: performance.now() };
    setTraining({ choice, state: 'running', done: 0, losses: [], secondsLeft: null });
    tell(choice);
  };
  const pause = () => {
    clock.current.ms += performance.now() - clock.current.since;
    tell('pause');
    setTraining((before) => before && { ...before, state: 'paused' });
  };
  const resume = () => {
    clock.current.since = performance.now();
    tell('resume');
    setTraining((before) => before && { ...before, state: 'running' });
  };
  return { training, hasFailed, begin, pause, resume, stop };
}
