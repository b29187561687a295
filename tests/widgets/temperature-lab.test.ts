import { describe, expect, test } from 'vitest';
import { labView } from '@/lib/explorations/temperature-lab/rows';
import {
  formatTemperature,
  lastPosition,
  positionOf,
  readTemperature,
  slide,
  stepCount,
  temperatureAt,
} from '@/lib/explorations/temperature-lab/scale';

describe('the logarithmic temperature slider', () => {
  test('has 41 steps from 0.01 to 100 and a limit on either side', () => {
    const steps = Array.from({ length: lastPosition + 1 }, (_, position) => temperatureAt(position));
    expect(steps[0]).toBe(0);
    expect(steps[1]).toBe(0.01);
    expect(steps[11]).toBe(0.1);
    expect(steps[21]).toBe(1);
    expect(steps[31]).toBe(10);
    expect(steps[41]).toBe(100);
    expect(steps[42]).toBe(Infinity);
    expect(steps.filter(Number.isFinite)).toHaveLength(1 + stepCount);
  });

  // 10^(k/10) for k = 0 … 9 by hand, to two digits: 1.259 is 1.3, 5.012 is 5.
  test('the steps of a decade are the round numbers of ten equal factors', () => {
    const decade = [1, 1.3, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 7.9];
    const all = [0.01, 0.1, 1, 10].flatMap((power) => decade.map((number) => number * power)).concat(100);
    all.forEach((temperature, index) => {
      expect(temperatureAt(index + 1)).toBeCloseTo(temperature, 10);
      expect(positionOf(temperatureAt(index + 1))).toBe(index + 1);
    });
  });

  test('a temperature from outside the scale shows at its end', () => {
    expect(positionOf(0.001)).toBe(1);
    expect(positionOf(5000)).toBe(41);
    expect(positionOf(0)).toBe(0);
    expect(positionOf(Infinity)).toBe(42);
  });

  test('every step is found again', () => {
    for (let position = 0; position <= lastPosition; position += 1) {
      expect(positionOf(temperatureAt(position))).toBe(position);
    }
  });

  test('keys: a step, a factor of ten, the limits', () => {
    expect(slide(21, 'ArrowRight')).toBe(22);
    expect(slide(21, 'PageUp')).toBe(31);
    expect(slide(39, 'PageUp')).toBe(41);
    expect(slide(21, 'Home')).toBe(0);
    expect(slide(21, 'End')).toBe(42);
    expect(slide(0, 'ArrowLeft')).toBe(0);
    expect(slide(21, 'x')).toBeNull();
  });

  test.each([
    ['1/2', 0.5],
    ['1e-2', 0.01],
    ['0,05', 0.05],
    ['0', 0],
    ['inf', Infinity],
  ])('the field reads %s', (text, temperature) => {
    expect(readTemperature(text, 'no')).toEqual({ ok: true, temperature });
  });

  test('the field refuses a negative temperature with the given sentence', () => {
    expect(readTemperature('-1', 'above 0')).toEqual({ ok: false, message: 'above 0' });
  });

  test('temperatures are shown with three digits', () => {
    expect(formatTemperature(0.012589)).toBe('0.0126');
    expect(formatTemperature(100)).toBe('100');
    expect(formatTemperature(0)).toBe('→ 0');
  });
});

describe('the numbers of the lab', () => {
  const p = [0.5, 0.4, 0.1];
  const labels = ['a', 'b', 'c'];

  // The worksheet's golden figures.
  test.each([
    [0.05, [0.9886, 0.0114, 0]],
    [1, [0.5, 0.4, 0.1]],
    [10, [0.3534, 0.3456, 0.3009]],
  ])('at T = %s the chances are those of the table', (temperature, expected) => {
    const { result } = labView(labels, p, temperature);
    result.forEach((share, index) => {
      expect(share).toBeCloseTo(expected[index] ?? Number.NaN, 4);
    });
  });

  test('both limits have a result but no finite steps', () => {
    const cold = labView(labels, p, 0);
    expect(cold.result).toEqual([1, 0, 0]);
    expect(cold.entropy).toBe(0);
    expect(cold.rows[0]?.values.rescaled).toBeNull();
    const hot = labView(labels, p, Infinity);
    expect(hot.entropy).toBeCloseTo(1.585, 3);
    expect(hot.entropy).toBeCloseTo(hot.maxEntropy, 12);
  });
});
