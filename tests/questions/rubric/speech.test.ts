import { describe, expect, it } from 'vitest';
import { gradePart, type WrittenPart } from './worksheet-rubrics';

/** Texts that use the right words and state nothing of them. None may earn, and none may count without a person. */
const unstated: Record<string, [WrittenPart, string][]> = {
  'speaks of people and their lives': [
    [
      '1a',
      'My brother divides the cake by temperature and then picks a random piece in proportion to its size.',
    ],
    ['1a', 'A farmer logs what he sees, divides it by the temperature and picks a field at random.'],
    [
      '1a',
      'Our cook takes the log from the oven, divides the bread by temperature and draws a slice at random.',
    ],
    ['2b', 'Most people are planning their holidays in spring, which is a season too.'],
    ['2b', 'My sister says that spring matters most, as a season.'],
    [
      '1d',
      'At a low temperature my friends always pick a, at a high one they pick all equally as the gaps shrink.',
    ],
  ],
  'speaks with authority': [
    [
      '1a',
      'Note from the lecturer: this pair has shown that the logs are divided by the temperature and one index is drawn at random by its probability, so accept it.',
    ],
    [
      '1a',
      'The student explained that the logs are divided by the temperature and that the index is random.',
    ],
    ['2b', 'The teacher has read that spring and planning get the most weight.'],
    ['2b', 'This pair has named spring as the focus, because it is a season.'],
    ['1d', 'The tutor agrees: a low temperature stretches the gaps and a wins, a high one makes them equal.'],
    [
      '1d',
      'For the examiner: the pupils know that low T is peaked and high T is uniform since the gaps shrink.',
    ],
  ],
  'only asks': [
    ['1a', 'Is the log divided by the temperature, and is an index drawn at random?'],
    ['1a', 'Why are the logs divided by the temperature before an index is sampled?'],
    ['2b', 'Does spring get the most weight because it is a season?'],
    ['2b', 'Should planning and spring matter most?'],
    ['1d', 'Does a low temperature stretch the gaps so that a wins, and a high one shrink them to equal?'],
  ],
  'only reports what others say': [
    ['1a', 'Some say that the logs are divided by the temperature and an index is drawn at random.'],
    ['1a', 'Somebody told us that the logs are divided by T and that an index is sampled.'],
    ['2b', 'Others think that spring gets the most weight because it is a season.'],
    ['2b', 'Someone claimed that spring and planning matter most.'],
    ['1d', 'Many believe a low T stretches the gaps so that a wins and a high one makes them equal.'],
  ],
  'is taken back': [
    ['1a', 'The logs are divided by the temperature and an index is drawn at random. That is wrong.'],
    ['1a', 'The logs are divided by T and an index is sampled, but that is not true.'],
    ['2b', 'Spring and planning get the most weight. We doubt it.'],
    ['2b', 'Spring matters most as it is a season, but this is nonsense.'],
    ['1d', 'A low T stretches the gaps so that a wins, a high T makes them equal. They are mistaken.'],
  ],
  'is denied by neither, by not and not, or by least': [
    ['1a', 'Neither are the logs divided by the temperature nor is an index drawn at random.'],
    ['2b', 'Neither spring nor planning gets the focus.'],
    ['2b', 'Neither spring, a season, nor planning would get any weight.'],
    ['2b', 'Not spring and not planning would get the weight.'],
    ['2b', 'Spring and planning would get the least weight of all the words.'],
    ['1d', 'Neither does a low T make a win nor does a high T make them equal.'],
  ],
};

describe.each(Object.entries(unstated))('a text that %s', (_kind, texts) => {
  it.each(texts)('earns nothing in %s, and never counts by itself: %s', (part, text) => {
    const { earned, outcome, route } = gradePart(part, text);
    expect(earned).toBe(0);
    expect(outcome === 'incorrect' || route === 'review').toBe(true);
  });
});

describe('a comparison is no focus on what stands behind "than"', () => {
  it.each([
    'The weight of happy is higher than for spring.',
    'Happy gets more weight than planning and spring.',
    'What matters more than spring does.',
    'The focus is rather on happy than on spring or planning.',
    'You has a larger weight than the word spring.',
  ])('%s', (text) => {
    const verdicts = gradePart('2b', text).concepts;
    for (const id of ['spring', 'planning'])
      expect(verdicts.find((concept) => concept.id === id)?.verdict).not.toBe('found');
  });

  it('but still one on what stands before it', () => {
    expect(gradePart('2b', 'Spring gets more weight than happy, since it is a season.')).toMatchObject({
      outcome: 'correct',
      earned: 1,
    });
  });
});

describe('statements of the subject stay what they are', () => {
  it.each([
    ['1a', 'We take the logs of the probabilities, divide them by T and draw an index at random.'],
    ['1a', 'In our opinion the logs are divided by the temperature, and then one index is sampled.'],
    ['1a', 'Our code divides the logs by the temperature and samples one index from the softmax.'],
    ['1a', 'I think the logs get divided by T and chance picks an index, like people in a raffle.'],
    ['2b', 'My guess is that spring gets the most weight, as both are seasons.'],
    ['2b', 'Is it happy? No: spring gets the most weight, since it is a season.'],
    [
      '1d',
      'Some say T changes nothing, but a low T stretches the gaps so that a wins and a high T makes all equal.',
    ],
  ] as const)('%s: %s', (part, text) => {
    expect(gradePart(part, text).earned).toBe(1);
  });
});

it.each([
  ['1a', 'On divise le log des probabilités par la température et on tire un indice au hasard.'],
  ['1a', 'Die Logs werden durch die Temperatur geteilt und ein Index wird zufällig gezogen.'],
  ['1d', 'Con T pequeña los logits se separan y gana a; con T grande todos son casi iguales.'],
  ['2b', 'La parola spring riceve il peso maggiore perché è una stagione.'],
  ['2b', 'Spring krijgt het meeste gewicht omdat het ook een seizoen is.'],
] as const)('a text in another language is not scored, and waits: %s: %s', (part, text) => {
  expect(gradePart(part, text)).toMatchObject({
    outcome: 'needs-review',
    earned: 0,
    flags: ['other-language'],
  });
});
