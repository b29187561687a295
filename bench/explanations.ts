import { cpuUsage } from 'node:process';
import { lowerBound } from '../lib/questions/grading/rubric/settling';
import {
  accuracyOf,
  agreements,
  calibrationError,
  conceptFigures,
  confusionOf,
  countMarks,
  gradeAblated,
  weightedKappa,
} from '../tests/questions/rubric/figures';
import { tricks, unseen } from '../tests/questions/rubric/labelled-set';
import { gradeMedical, medicalResponses } from '../tests/questions/rubric/medical-tests-set';
import { gradePart, writtenParts } from '../tests/questions/rubric/worksheet-rubrics';
import type { Benchmark, BenchmarkRow } from './support/rows';

const share = (what: string, value: number): BenchmarkRow => ({
  what,
  value: Math.round(value * 1000) / 1000,
  unit: '',
});

/** Milliseconds of processor time that 95 of 100 readings stay below, once warm. */
function slowestOfMost(): number {
  const times: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    for (const { part, text, chips } of unseen) {
      const start = cpuUsage();
      gradePart(part, text, chips);
      const { user, system } = cpuUsage(start);
      if (round > 1) times.push((user + system) / 1000);
    }
  }
  times.sort((left, right) => left - right);
  return times[Math.floor(times.length * 0.95)] ?? 0;
}

/** How explanations of the second worksheet are read, of both halves of its voices. */
function medicalRows(): BenchmarkRow[] {
  return Object.entries(medicalResponses).flatMap(([name, responses]) => {
    const confusion = countMarks(
      responses.map((response) => ({ gold: response.gold, earned: gradeMedical(response).earned })),
    );
    return [
      share(`medical tests, ${name}: right, of ${responses.length}`, accuracyOf(confusion)),
      share(
        `medical tests, ${name}: kappa, label → read ${JSON.stringify(confusion)}`,
        weightedKappa(confusion),
      ),
    ];
  });
}

/** How explanations of voices that the rubrics were not made on are read, against their labels. */
export async function run(): Promise<Benchmark> {
  const rows: BenchmarkRow[] = [];
  for (const [name, responses] of [
    ['all parts', unseen],
    ...writtenParts.map((part) => [part, unseen.filter((one) => one.part === part)] as const),
  ] as const) {
    const confusion = confusionOf(responses);
    rows.push(share(`${name}: right, of ${responses.length}`, accuracyOf(confusion)));
    rows.push(share(`${name}: kappa, label → read ${JSON.stringify(confusion)}`, weightedKappa(confusion)));
  }
  rows.push(...medicalRows());
  for (const most of [4, 8, 16])
    rows.push(
      share(
        `right with own terms cut to ${most} a list`,
        accuracyOf(confusionOf(unseen, gradeAblated(most))),
      ),
    );
  rows.push(share('calibration error', calibrationError(unseen)));
  for (const [name, { precision, recall, found, there }] of conceptFigures(unseen)) {
    if (there < 3) continue;
    rows.push(
      share(`${name}: precision, of ${found}`, precision),
      share(`${name}: recall, of ${there}`, recall),
    );
  }
  for (const [name, { agreed, tooGenerous, tooStrict }] of agreements(unseen)) {
    const read = agreed + tooGenerous + tooStrict;
    if (read < 3) continue;
    const what = `${name}: lower bound (${agreed} agreed, ${tooGenerous} too generous, ${tooStrict} too strict)`;
    rows.push(share(what, lowerBound(agreed, read)));
  }
  const graded = tricks.map(({ part, text, chips }) => gradePart(part, text, chips));
  const kinds = new Set(tricks.map(({ kind }) => kind)).size;
  rows.push({
    what: `tricks that count without a person, of ${tricks.length} of ${kinds} kinds`,
    value: graded.filter(({ route, earned }) => route === 'auto' && earned > 0).length,
    unit: '',
  });
  rows.push({
    what: 'tricks taken for full marks',
    value: graded.filter(({ outcome }) => outcome === 'correct').length,
    unit: '',
  });
  rows.push({
    what: 'a reading, 95th percentile',
    value: Math.round(slowestOfMost() * 100) / 100,
    unit: 'ms',
  });
  return { name: 'explanations', rows };
}
