import { describe, expect, it } from 'vitest';
import { gradePart } from './worksheet-rubrics';

/** The concepts of 1d that a text was found to state. */
function foundIn(text: string): string[] {
  return gradePart('1d', text)
    .concepts.filter(({ verdict }) => verdict === 'found')
    .map(({ id }) => id);
}

const right = {
  'by turning round what was said': [
    'A small T makes a win. For a large T it is the other way round.',
    'With a high temperature the letters are equally likely, and vice versa.',
    'A low temperature stretches the gaps; with a high one the opposite happens.',
    'If T is large, the distribution is flat; if it is small, the reverse holds.',
    'Large T: the gaps shrink and all letters are equal. Small T: the other way around.',
  ],
  'by numbers': [
    'T = 0.1 makes a win every time, against T = 10, where all are equally likely.',
    'At T = 0.01 the largest takes everything, at T = 100 they are equal.',
    'With a temperature of 50 all letters are equal, with one of 0.02 a always wins.',
    'For T below 1 the distribution is peaked, for T above 1 it is flat.',
    'T = 1000: uniform. T = 0.001: one-hot.',
  ],
  'by multiples': [
    'Ten times the temperature makes all equally likely, a tenth of the temperature makes a win.',
    'Half the temperature doubles the gaps, so a wins; twice the temperature halves the gaps, so all become equal.',
    'A tenfold temperature means a tenth of the distance. A tenth of the temperature means ten times the distance.',
    'Doubling T halves the differences, halving T doubles the differences.',
    'A hundredfold temperature leaves all letters equal; a hundredth of the temperature lets a win.',
  ],
  'by what happens to the numbers': [
    'Dividing by a big number squeezes the scores together, so their exponentials hardly differ and softmax hands out equal shares; dividing by a tiny one pulls them apart and the first one takes it all.',
    'Divided by a huge number the logits move together; divided by a tiny one they are pulled apart.',
    'A big divisor pushes the scores together, a small divisor pushes them apart.',
    'A large T squeezes the logits and all become equal, a small T stretches them and a wins.',
    'Dividing by something large leaves nothing of the differences; dividing by something small magnifies them.',
  ],
  'by saying what is not meant': [
    'Not a high but a low temperature makes a win; not a low but a high temperature makes all equal.',
    'It is not a high temperature that makes a win but a low one; a high one makes all equal.',
    'It is a low temperature, not a high one, that lets a win. It is a high temperature, not a low one, that makes them equal.',
    'A low T and not a high T stretches the gaps; a high T and not a low T shrinks them.',
    'A win comes not from a high but from a low temperature, whereas a high one makes all letters equal.',
  ],
};

describe.each(Object.entries(right))('both directions said %s', (_way, texts) => {
  it.each(texts)('%s', (text) => {
    expect(foundIn(text)).toEqual(expect.arrayContaining(['high_uniform', 'low_argmax']));
    expect(gradePart('1d', text).feedback.map(({ code }) => code)).not.toContain('direction-reversed');
  });
});

it.each([
  'A large T makes a win. For a small T it is the other way round.',
  'Ten times the temperature makes a win, a tenth of the temperature makes all equal.',
  'T = 0.1 makes all equally likely, against T = 10, where a always wins.',
  'Dividing by a big number pulls the scores apart; dividing by a tiny one squeezes them together.',
  'Not a low but a high temperature makes a win.',
])('a claim the wrong way round is still known as one: %s', (text) => {
  const grade = gradePart('1d', text);
  expect(grade.earned).toBe(0);
  expect(grade.feedback.map(({ code }) => code)).toContain('direction-reversed');
});

it.each([
  'Softmax of log p over T is p to the power of one over T, divided by the sum of these powers.',
  'It is e to the power of log p divided by T, over the sum of all such terms.',
  'We exponentiate each log p over T and divide by the total of the exponentials.',
  'The exponential of log p / T is divided by the sum of the three exponentials.',
  'Take log p divided by the temperature, exponentiate it and normalise.',
  'Each probability is raised to the power 1/T and normalised by the sum.',
  'e to the z, where z is log p over the temperature, as a fraction of the sum.',
])('the formula may be said in words: %s', (text) => {
  expect(foundIn(text)).toContain('formula');
});

it.each([
  'Softmax is the exponential divided by the sum of the exponentials.',
  'The log is divided by the temperature.',
  'The sum of the probabilities is one.',
])('but not without the temperature, the exponential or the sum: %s', (text) => {
  expect(foundIn(text)).not.toContain('formula');
});
