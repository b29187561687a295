/**
 * Trains the models of the exploration `trained-attention` from their seeds and writes their checkpoints:
 * `npm run train-tiny`. With `-- --seeds 10` it writes nothing, and prints as a table what models of ten seeds do.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  type CheckpointEntry,
  checkpointSteps,
  hashOfBytes,
  hashOfCorpus,
  packWeights,
} from '@/lib/explorations/trained-attention/checkpoint';
import { type Corpus, corpusOf } from '@/lib/explorations/trained-attention/corpus';
import {
  block,
  chanceOf,
  lastRows,
  likeliest,
  makeReader,
  type Reader,
} from '@/lib/explorations/trained-attention/model';
import { type StoredModel, storedModels } from '@/lib/explorations/trained-attention/stored-models';
import { startTraining, trainingSteps } from '@/lib/explorations/trained-attention/training';

const folder = 'lib/explorations/trained-attention/checkpoints';
const { values: asked } = parseArgs({ options: { seeds: { type: 'string' } } });

/** How many of the held-out sentences end with the word that the model finds likeliest. */
function heldOutRight({ corpus, read }: Reader): number {
  return corpus.heldOut.filter((sentence) => {
    const words = sentence.split(' ');
    const [best] = likeliest(corpus, read(words.slice(0, block)), 1);
    return best?.word === words[block];
  }).length;
}

function trainWhole(corpus: Corpus, { heads, seed }: StoredModel): { reader: Reader; seconds: number } {
  const training = startTraining(corpus, heads, seed);
  const before = process.cpuUsage();
  while (training.done < trainingSteps) training.step();
  const { user, system } = process.cpuUsage(before);
  return { reader: makeReader(corpus, heads, training.weights), seconds: (user + system) / 1e6 };
}

function printSeeds(count: number): void {
  process.stdout.write(
    '| corpus, heads | seed | held out, right | P(summer) | last row: mean of the heads | each head looks most at | seconds of processor |\n',
  );
  process.stdout.write('| --- | --- | --- | --- | --- | --- | --- |\n');
  for (const { corpus: name, heads } of [
    storedModels['seasons-4-heads'],
    storedModels['seasons-1-head'],
    storedModels['shortcut-4-heads'],
  ]) {
    const corpus = corpusOf(name);
    const words = (corpus.heldOut[0] ?? '').split(' ');
    for (let seed = 1; seed <= count; seed += 1) {
      const { reader, seconds } = trainWhole(corpus, { corpus: name, heads, seed });
      const reading = reader.read(words.slice(0, block));
      const rows = lastRows(reading);
      const most = (row: readonly number[]) => {
        const weight = Math.max(...row);
        return `${words[row.indexOf(weight)]} ${weight.toFixed(2)}`;
      };
      const mean = rows.mean.map((weight, at) => [words[at] ?? '', weight] as const);
      const cells = [
        `${name}, ${heads}`,
        seed,
        `${heldOutRight(reader)} of ${corpus.heldOut.length}`,
        chanceOf(corpus, reading, words[block] ?? '').toFixed(3),
        mean
          .sort((a, b) => b[1] - a[1])
          .slice(0, 3)
          .map(([word, weight]) => `${word} ${weight.toFixed(2)}`)
          .join(', '),
        rows.heads.map(most).join(', '),
        seconds.toFixed(1),
      ];
      process.stdout.write(`| ${cells.join(' | ')} |\n`);
    }
  }
}

/** Trains one model and writes its files. Returns what the manifest says of it. */
function store(name: string, model: StoredModel) {
  const corpus = corpusOf(model.corpus);
  const training = startTraining(corpus, model.heads, model.seed);
  const packed: { bytes: Uint8Array; entry: CheckpointEntry }[] = [];
  let loss = Number.NaN;
  while (training.done < trainingSteps) {
    loss = training.step();
    if (!checkpointSteps.some((step) => step === training.done)) continue;
    const { bytes, scale } = packWeights(training.weights);
    packed.push({ bytes, entry: { step: training.done, loss, scale, hash: hashOfBytes(bytes) } });
  }
  const files = packed.map(({ bytes }) => bytes);
  writeFileSync(join(folder, `${name}.way.bin`), Buffer.concat(files.slice(0, -1)));
  writeFileSync(join(folder, `${name}.last.bin`), Buffer.concat(files.slice(-1)));
  process.stdout.write(`${name}: ${packed.length} checkpoints, loss ${loss.toFixed(3)}\n`);
  return { corpus: hashOfCorpus(corpus), checkpoints: packed.map(({ entry }) => entry) };
}

if (asked.seeds !== undefined) printSeeds(Number(asked.seeds));
else {
  const manifest = Object.fromEntries(
    Object.entries(storedModels).map(([name, model]) => [name, store(name, model)]),
  );
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}
