/** The lines of the figure of gaps, in the order of the computation. */
type GapLineName = 'log' | 'rescaled' | 'shifted';

/** Where one outcome lies on a line. */
export interface GapDot {
  label: string;
  value: number;
  /** From 0, the left end of the axis, to 1, which is zero; null where the value lies beyond the left end. */
  place: number | null;
}

/** The distance between an outcome and the next one. */
export interface Gap {
  size: number;
  /** As of {@link GapDot}, left end first. */
  from: number | null;
  to: number | null;
}

export interface GapLine {
  name: GapLineName;
  dots: GapDot[];
  /** One fewer than dots. */
  gaps: Gap[];
}

const shortestAxis = 5;

/**
 * How far the axis reaches below 0. The temperature has no part in it: only on an axis that stays as it is can one see
 * the temperature move something.
 */
export function axisLength(p: readonly number[]): number {
  const logs = p.filter((chance) => chance > 0).map((chance) => -Math.log(chance));
  return Math.max(shortestAxis, ...logs.map((log) => Math.ceil(log) + 1));
}

/** Divides a logarithm by a temperature, 0 and Infinity being the limits; what cannot happen stays at −Infinity. */
function rescaled(log: number, temperature: number): number {
  if (log === 0 || log === -Infinity) return log;
  if (temperature === 0) return -Infinity;
  // No −0.
  return log / temperature || 0;
}

/** log p, log p / T and log p / T − max on one axis, with the gaps between neighbours. */
export function gapLines(labels: readonly string[], p: readonly number[], temperature: number): GapLine[] {
  const logs = p.map((chance) => Math.log(chance));
  const largest = Math.max(...logs);
  const length = axisLength(p);
  const values: Record<GapLineName, number[]> = {
    log: logs,
    rescaled: logs.map((log) => rescaled(log, temperature)),
    // The difference first: far out, two large numbers would swallow it.
    shifted: logs.map((log) => rescaled(log - largest, temperature)),
  };
  return (['log', 'rescaled', 'shifted'] as const).map((name) => {
    const dots = labels.map((label, index): GapDot => {
      const value = values[name][index] ?? Number.NaN;
      return { label, value, place: value < -length ? null : 1 + value / length };
    });
    const gaps = dots.slice(1).map((dot, index): Gap => {
      const before = dots[index] ?? dot;
      const [left, right] = before.value < dot.value ? [before, dot] : [dot, before];
      const between = Math.abs((logs[index] ?? 0) - (logs[index + 1] ?? 0));
      const size = name === 'log' ? between : Math.abs(rescaled(-between, temperature));
      return { size, from: left.place, to: right.place };
    });
    return { name, dots, gaps };
  });
}
