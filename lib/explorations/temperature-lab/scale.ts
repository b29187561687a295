import { readNumber } from '@/lib/reading/number';

/** Ten steps to each power of ten from 0.01 to 100: 41 temperatures. */
const stepsPerDecade = 10;
const lowestExponent = -2;
export const stepCount = 41;

/** Positions of the slider: a limit on either side of the steps. */
export const firstPosition = 0;
export const lastPosition = stepCount + 1;

/** The temperature at a position of the slider: 0 and Infinity are the limits. */
export function temperatureAt(position: number): number {
  if (position <= firstPosition) return 0;
  if (position >= lastPosition) return Infinity;
  // Two digits, as the slider shows them: 0.05 and not 0.0501.
  return Number((10 ** ((position - 1) / stepsPerDecade + lowestExponent)).toPrecision(2));
}

/** The position nearest to a temperature, on the logarithmic scale; beyond 0.01 … 100 the outermost step. */
export function positionOf(temperature: number): number {
  if (temperature === 0) return firstPosition;
  if (temperature === Infinity) return lastPosition;
  const step = Math.round((Math.log10(temperature) - lowestExponent) * stepsPerDecade);
  return Math.min(Math.max(step, 0), stepCount - 1) + 1;
}

/** Where a key moves the slider: arrows by a step, pages by a factor of ten, Home and End to the limits; null for others. */
export function slide(position: number, key: string): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return Math.max(position - 1, firstPosition);
    case 'ArrowRight':
    case 'ArrowUp':
      return Math.min(position + 1, lastPosition);
    case 'PageDown':
      return Math.max(position - stepsPerDecade, 1);
    case 'PageUp':
      return Math.min(position + stepsPerDecade, lastPosition - 1);
    case 'Home':
      return firstPosition;
    case 'End':
      return lastPosition;
    default:
      return null;
  }
}

/** A temperature for people: three significant digits, the limits in words of mathematics. */
export function formatTemperature(temperature: number): string {
  if (temperature === 0) return '→ 0';
  if (temperature === Infinity) return '→ ∞';
  return String(Number(temperature.toPrecision(3)));
}

export type ReadTemperature = { ok: true; temperature: number } | { ok: false; message: string };

/** Reads a typed temperature; 0 and ∞ are the limits. `notPositive` is said of a negative one. */
export function readTemperature(text: string, notPositive: string): ReadTemperature {
  const read = readNumber(text);
  if (!read.ok) return { ok: false, message: read.message };
  return read.value < 0 ? { ok: false, message: notPositive } : { ok: true, temperature: read.value };
}
