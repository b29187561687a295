import { cpuUsage } from 'node:process';
import { pathToFileURL } from 'node:url';
import { matrix } from '../lib/questions/kinds/matrix/kind';
import { readMatrixText } from '../lib/reading/matrix-text';
import { causalMask } from '../lib/reference/causal-mask';
import { softmaxRows } from '../lib/reference/softmax';
import { findWorksheet } from '../lib/worksheets/catalogue';
import type { Benchmark, BenchmarkRow } from './support/rows';

const size = 8;
const rounds = 5;
const secondsPerRound = 0.4;

/** Operations per second of CPU time of this process: what other processes take does not count. */
function perCpuSecond(operation: (turn: number) => void): number {
  const start = cpuUsage();
  for (let count = 500; ; count += 500) {
    for (let turn = 0; turn < 500; turn += 1) operation(turn);
    const { user, system } = cpuUsage(start);
    const seconds = (user + system) / 1e6;
    if (seconds >= secondsPerRound) return count / seconds;
  }
}

/** The median rate of each operation; they take turns, so that a slow moment of the machine meets all of them. */
function measureInTurns(operations: readonly ((turn: number) => void)[]): number[] {
  for (const operation of operations) perCpuSecond(operation);
  const rates = Array.from({ length: rounds }, () => operations.map(perCpuSecond));
  return operations.map((_, index) => {
    const sorted = rates.map((round) => round[index] ?? 0).sort((a, b) => a - b);
    return sorted[Math.floor(rounds / 2)] ?? 0;
  });
}

/** The floor: splits, converts and compares; ignores other ways in which a student may write a number. */
function gradeNaively(text: string, key: readonly (readonly number[])[]): boolean[][] {
  return text
    .split('\n')
    .map((line, row) =>
      line
        .split('\t')
        .map((cell, column) => Math.abs(Number(cell) - (key[row]?.[column] ?? Number.NaN)) <= 0.01),
    );
}

function assertVerdicts(name: string, verdicts: readonly boolean[][], wrong: number): void {
  const found = verdicts.flat().filter((isRight) => !isRight).length;
  if (found !== wrong) throw new Error(`${name} found ${found} wrong cells, not ${wrong}`);
}

/**
 * Parses and grades one 8 × 8 softmax matrix, alternating a fully right response and one with a wrong cell; the same
 * in the plainest JavaScript is the floor. Every path is checked to give the right verdicts first.
 */
export async function run(): Promise<Benchmark> {
  const key = softmaxRows(causalMask(size));
  const right = key.map((row) => row.map((cell) => cell.toFixed(2)));
  const wrong = right.map((row, index) =>
    row.map((cell, column) => (index === 5 && column === 2 ? '0.99' : cell)),
  );
  const texts = [right, wrong].map((rows) => rows.map((row) => row.join('\t')).join('\n'));
  const responses = [right, wrong];
  const prepared = matrix.preparePart(
    { rows: size, columns: size },
    { value: `softmaxRows(causalMask(${size}))`, tolerance: { absolute: 0.01 } },
  );
  const part = findWorksheet('text-generation-and-attention')?.worksheet.parts.get('2a');
  if (part === undefined) throw new Error('The worksheet has no part 2a');

  const gradeText = (turn: number) => {
    const read = readMatrixText(texts[turn % 2] ?? '');
    return prepared.grade(read.ok ? read.rows : null, 1);
  };
  const gradeCells = (turn: number) => prepared.grade(responses[turn % 2], 1);
  const gradePart = (turn: number) => part.prepared.grade(responses[turn % 2], part.points);
  const gradeFloor = (turn: number) => gradeNaively(texts[turn % 2] ?? '', key);

  for (const turn of [0, 1]) {
    assertVerdicts('The floor', gradeFloor(turn), turn);
    for (const [name, grade] of [
      ['The matrix kind on a text', gradeText],
      ['The matrix kind on cells', gradeCells],
      ['The worksheet', gradePart],
    ] as const) {
      const verdicts = grade(turn).cells?.map((row) => row.map((verdict) => verdict === 'correct')) ?? [];
      assertVerdicts(name, verdicts, turn);
    }
  }

  const [floor = 0, ofText = 0, ofCells = 0, ofPart = 0] = measureInTurns([
    gradeFloor,
    gradeText,
    gradeCells,
    gradePart,
  ]);
  const row = (what: string, value: number): BenchmarkRow => ({
    what,
    value,
    unit: 'per CPU-second',
    ratio: value / floor,
  });
  return {
    name: 'grading',
    rows: [
      { what: 'floor: naive parse and compare, 8 × 8', value: floor, unit: 'per CPU-second' },
      row('pasted text: read and grade, 8 × 8', ofText),
      row('cells as typed: read and grade, 8 × 8', ofCells),
      row('the same by the worksheet’s key with signatures', ofPart),
    ],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { rows } = await run();
  for (const { what, value, unit, ratio } of rows) {
    const share = ratio === undefined ? '' : ` (${ratio.toFixed(2)} of the floor)`;
    process.stdout.write(`${what}: ${Math.round(value).toLocaleString('en')} ${unit}${share}\n`);
  }
}
