import { describe, expect, test } from 'vitest';
import { axisLength, gapLines } from '@/lib/explorations/temperature-lab/gaps';
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
import { stepTexts } from '@/lib/explorations/temperature-lab/step-text';

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

describe('the figure of gaps', () => {
  const p = [0.5, 0.4, 0.1];
  const labels = ['a', 'b', 'c'];
  const line = (temperature: number, name: string) => {
    const found = gapLines(labels, p, temperature).find((one) => one.name === name);
    if (!found) throw new Error(`there is no line ${name}`);
    return found;
  };

  // ln 0.5 = −0.6931 and ln 1.25 = 0.2231, ln 4 = 1.3863 by hand.
  test('keeps its axis whatever the temperature, so that the same p lies in the same place', () => {
    expect(axisLength(p)).toBe(5);
    for (const temperature of [0, 0.01, 1, 100, Infinity]) {
      const { dots, gaps } = line(temperature, 'log');
      expect(dots[0]?.place).toBeCloseTo(1 - Math.LN2 / 5, 4);
      expect(gaps.map(({ size }) => Number(size.toFixed(4)))).toEqual([0.2231, 1.3863]);
    }
  });

  test('widens the gaps where T is small, until values leave the axis', () => {
    const { dots, gaps } = line(0.01, 'rescaled');
    expect(dots.map(({ place }) => place)).toEqual([null, null, null]);
    expect(dots[0]?.value).toBeCloseTo(-69.31, 2);
    expect(gaps[0]?.size).toBeCloseTo(22.31, 2);
    // Less the largest, the favourite stays in view and the others are gone.
    expect(line(0.01, 'shifted').dots.map(({ place }) => place)).toEqual([1, null, null]);
  });

  test('closes the gaps where T is large', () => {
    const { dots, gaps } = line(100, 'rescaled');
    for (const { place } of dots) expect(place).toBeGreaterThan(0.99);
    expect(gaps[1]?.size).toBeCloseTo(0.01386, 5);
  });

  test('has both limits, also for an outcome that cannot happen or is certain', () => {
    expect(line(0, 'shifted').dots.map(({ value }) => value)).toEqual([0, -Infinity, -Infinity]);
    expect(line(Infinity, 'rescaled').dots.map(({ value }) => value)).toEqual([0, 0, 0]);
    const [, certain] = gapLines(['a', 'b'], [1, 0], 0);
    expect(certain?.dots.map(({ value }) => value)).toEqual([0, -Infinity]);
    expect(certain?.gaps[0]?.size).toBe(Infinity);
  });
});

describe('the numbers of a step', () => {
  test.each([
    [
      [-69.3147, -91.6291, -230.2585],
      ['−69.3', '−91.6', '−230.3'],
    ],
    [
      [-0.0069315, -0.0091629, -0.0230259],
      ['−0.00693', '−0.00916', '−0.02303'],
    ],
    [
      [0.3354, 0.3346, 0.33],
      ['0.3354', '0.3346', '0.3300'],
    ],
    [
      [1, 9.54e-7, 0],
      ['1.0000', '9.54e−7', '0'],
    ],
    [
      [-Infinity, null],
      ['−∞', '–'],
    ],
  ])('%j reads %j: the same decimals and one sign for minus', (values, texts) => {
    expect(stepTexts(values)).toEqual(texts);
  });
});
