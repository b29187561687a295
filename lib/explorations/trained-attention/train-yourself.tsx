import { memo, useId, useState } from 'react';
import looks from '@/lib/questions/fields/fields.module.css';
import { Button } from '@/lib/ui/button';
import { formatNumber } from '@/lib/ui/format-number';
import { type CorpusName, corpusNames } from './corpus';
import { LossCurve } from './loss-curve';
import { messages } from './messages';
import type { TrainedHere } from './own-training';
import styles from './trained.module.css';
import { trainingSteps } from './training';
import { useTraining } from './use-training';

const headCounts = [1, 2, 4, 8];
const largestSeed = 9999;

/** A training on this device, begun only when somebody asks for it; kept while the slider moves. */
export const TrainYourself = memo(function TrainYourself({
  onTrained,
}: {
  onTrained: (model: TrainedHere) => void;
}) {
  const id = useId();
  const [corpus, setCorpus] = useState<CorpusName>('seasons');
  const [heads, setHeads] = useState(4);
  const [seed, setSeed] = useState('4');
  const { training, hasFailed, begin, pause, resume, stop } = useTraining(onTrained);
  const start = () => begin({ corpus, heads, seed: Number(seed) || 0 });
  const isBusy = training !== null && training.state !== 'done';
  return (
    <details className={styles.twin}>
      <summary>{messages.train}</summary>
      <div className={styles.section}>
        <p className={styles.note}>{messages.trainHelp}</p>
        {!isBusy && (
          <div className={styles.choices}>
            <label>
              <span>{messages.corpus}</span>
              <select
                className={styles.select}
                value={corpus}
                onChange={(event) =>
                  setCorpus(corpusNames.find((name) => name === event.target.value) ?? 'seasons')
                }
              >
                {corpusNames.map((name) => (
                  <option key={name} value={name}>
                    {messages.corpora[name]}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span>{messages.heads}</span>
              <select
                className={styles.select}
                value={heads}
                onChange={(event) => setHeads(Number(event.target.value))}
              >
                {headCounts.map((count) => (
                  <option key={count} value={count}>
                    {count}
                  </option>
                ))}
              </select>
            </label>
            <label htmlFor={`${id}-seed`}>
              <span>{messages.seed}</span>
              <input
                id={`${id}-seed`}
                className={`${looks.field} ${looks.number} ${styles.seed}`}
                type="number"
                min={0}
                max={largestSeed}
                value={seed}
                onChange={(event) => setSeed(event.target.value.slice(0, String(largestSeed).length))}
              />
            </label>
          </div>
        )}
        {training && (
          <div className={styles.section}>
            <label className={styles.progress}>
              <span>
                {[
                  messages.progress(training.done),
                  ...(training.state === 'paused' ? [messages.paused] : []),
                  ...(training.state === 'running' && training.secondsLeft !== null
                    ? [messages.left(Math.max(1, Math.round(training.secondsLeft)))]
                    : []),
                  ...(training.losses.length > 0
                    ? [messages.loss(formatNumber(training.losses.at(-1) ?? 0, 2))]
                    : []),
                ].join(' · ')}
              </span>
              <progress max={trainingSteps} value={training.done} />
            </label>
            <LossCurve losses={training.losses} steps={trainingSteps} />
            {training.state === 'done' && <p role="status">{messages.trained}</p>}
          </div>
        )}
        {hasFailed && <p role="alert">{messages.cannot}</p>}
        <div className={styles.buttons}>
          {isBusy ? (
            <>
              <Button onPress={training.state === 'paused' ? resume : pause}>
                {training.state === 'paused' ? messages.resume : messages.pause}
              </Button>
              <Button variant="quiet" onPress={stop}>
                {messages.stop}
              </Button>
            </>
          ) : (
            <Button onPress={start}>{training ? messages.again : messages.start}</Button>
          )}
        </div>
      </div>
    </details>
  );
});
