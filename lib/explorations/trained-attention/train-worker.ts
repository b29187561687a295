import { checkpointSteps } from './checkpoint';
import { corpusOf } from './corpus';
import type { TrainingNews, TrainingOrder } from './own-training';
import { startTraining, type Training, trainingSteps } from './training';

/** How long it trains before it looks whether it was told to pause. */
const sliceMs = 100;

let training: Training | null = null;
let isPaused = false;
let timer: ReturnType<typeof setTimeout> | undefined;

function tell(news: TrainingNews): void {
  self.postMessage(news);
}

function work(): void {
  if (training === null || isPaused) return;
  const until = performance.now() + sliceMs;
  const losses: number[] = [];
  while (training.done < trainingSteps && performance.now() < until) {
    losses.push(training.step());
    const { done, weights } = training;
    if (checkpointSteps.some((step) => step === done)) tell({ step: done, weights: weights.slice() });
  }
  tell({ done: training.done, losses });
  if (training.done < trainingSteps) timer = setTimeout(work);
}

self.onmessage = ({ data }: MessageEvent<TrainingOrder>) => {
  if (data === 'pause') isPaused = true;
  else {
    if (data !== 'resume') training = startTraining(corpusOf(data.corpus), data.heads, data.seed);
    isPaused = false;
    clearTimeout(timer);
    work();
  }
};
