import { describe, expect, it } from 'vitest';
import { lowerBound } from '@/lib/questions/grading/rubric/settling';
import { settlingSituations } from '@/lib/questions/grading/rubric/situations';
import { accuracyOf, agreements, conceptFigures, confusionOf, gradeAblated, weightedKappa } from './figures';
import { type Labelled, labelled, tricks, unseen } from './labelled-set';
import { authoredRubric, gradePart, writtenParts } from './worksheet-rubrics';

const adversarial = [
  'injection',
  'stuffing',
  'off-topic',
  'contradictory',
  'copied',
  'empty',
  'hedge',
  'negation',
  'misconception',
];

const grade = ({ part, text, chips }: Pick<Labelled, 'part' | 'text' | 'chips'>) =>
  gradePart(part, text, chips);

describe.each(['fit', 'held-out'] as const)('the voices of %s', (name) => {
  it.each(['1a', '1d', '2b'] as const)('have at least twenty responses to %s', (part) => {
    const own = labelled[name].filter((response) => response.part === part);
    expect(own.length).toBeGreaterThanOrEqual(20);
  });

  it('have at least fifteen pleas, keyword lists, contradictions and wrong ideas', () => {
    const bad = labelled[name].filter(
      ({ tags, gold }) => gold < 1 && tags?.some((tag) => adversarial.includes(tag)),
    );
    expect(bad.length).toBeGreaterThanOrEqual(15);
  });
});

describe.each(Object.entries(labelled))('responses of the voices of %s', (_name, responses) => {
  it('are of every label in every part', () => {
    for (const part of new Set(responses.map((response) => response.part))) {
      const labels = responses.filter((response) => response.part === part).map(({ gold }) => gold);
      expect(new Set(labels)).toEqual(new Set([0, 0.5, 1]));
    }
  });

  it('get no full credit for pleas, keyword lists, contradictions and wrong ideas', () => {
    const bad = responses.filter(
      ({ tags, gold }) => gold < 1 && tags?.some((tag) => adversarial.includes(tag)),
    );
    expect(bad.filter((response) => grade(response).earned === 1)).toEqual([]);
  });

  it('wait for a person when they are in another language, speak to the grader or contradict themselves', () => {
    const doubtful = responses.filter(({ tags }) =>
      tags?.some((tag) =>
        ['injection', 'other-language', 'contradictory', 'hedge', 'stuffing'].includes(tag),
      ),
    );
    expect(doubtful.filter((response) => grade(response).route !== 'review')).toEqual([]);
    expect(
      doubtful.filter((response) => grade(response).outcome !== 'needs-review' && grade(response).earned > 0),
    ).toEqual([]);
  });

  it('are quoted word for word', () => {
    for (const response of responses) {
      for (const { quote } of grade(response).concepts)
        if (quote !== undefined) expect(response.text).toContain(quote);
    }
  });
});

/** Responses that deserve credit and are taken for wrong. */
const refusedIn = (name: keyof typeof labelled) =>
  labelled[name].filter(
    (response) => response.gold > 0 && ['incorrect', 'ungradable'].includes(grade(response).outcome),
  );

it.each(['fit', 'fresh', 'held-out'] as const)('refuses no response of %s that deserves credit', (name) => {
  expect(refusedIn(name)).toEqual([]);
});

it('refuses at most one of fresh-held-out that deserves credit, and settles none as nothing', () => {
  // Measured: 1, of a voice that must not be looked at.
  const refused = refusedIn('fresh-held-out');
  expect(refused.length).toBeLessThanOrEqual(1);
  expect(refused.filter((response) => grade(response).route === 'auto')).toEqual([]);
});

// Measured when the rubrics were last changed: 0.98 on the voices they were made on, 0.83 (weighted kappa 0.78) on 169
// responses of others, none of them scored too high; with own terms cut to 8 a list 0.82. The floors leave room for a
// few responses.
it('gets at least 95 of 100 of the voices right that the rubrics were made on', () => {
  expect(accuracyOf(confusionOf(labelled.fit))).toBeGreaterThanOrEqual(0.95);
  expect(accuracyOf(confusionOf([...labelled.fit, ...labelled.fresh]))).toBeGreaterThanOrEqual(0.95);
});

it('gets at least 83 of 100 of the held-out voices right', () => {
  expect(accuracyOf(confusionOf(labelled['held-out']))).toBeGreaterThanOrEqual(0.83);
});

it('gets at least 82 of 100 of all other voices right', () => {
  const confusion = confusionOf(unseen);
  expect(accuracyOf(confusion)).toBeGreaterThanOrEqual(0.82);
  expect(weightedKappa(confusion)).toBeGreaterThanOrEqual(0.75);
});

it('gives at most two of the other voices more than they deserve', () => {
  const tooHigh = unseen.filter((response) => grade(response).earned > response.gold);
  expect(tooHigh.length).toBeLessThanOrEqual(2);
});

it('gets at least 70 of 100 right with rubrics of at most 8 terms a list', () => {
  expect(accuracyOf(confusionOf(unseen, gradeAblated(8)))).toBeGreaterThanOrEqual(0.7);
});

describe('what is found is there', () => {
  const figures = conceptFigures([...labelled.fresh, ...labelled['fresh-held-out']]);
  // By concept: a little below what was measured, so that a rubric that finds more than is there is noticed.
  const floors: Record<string, number> = {
    '1a log': 0.84,
    '1a scale': 0.94,
    '1a sample': 0.94,
    '1a prob': 0.64,
    '1a effect': 0.77,
    'always formula': 0.54,
    'always low_argmax': 0.5,
    'always mechanism': 0.94,
    'equal high_uniform': 0.51,
    'equal mechanism': 0.86,
    '1d high_uniform': 0.94,
    '1d low_argmax': 0.94,
    '1d mechanism': 0.77,
    '2b spring': 0.94,
    '2b planning': 0.71,
    '2b reason': 0.65,
  };

  it.each(Object.entries(floors))('%s: at least %s of what is found', (name, floor) => {
    expect(figures.get(name)?.precision).toBeGreaterThanOrEqual(floor);
  });

  it('for every concept that was found five times', () => {
    const often = [...figures].flatMap(([name, { found, there }]) => (found >= 5 && there > 0 ? [name] : []));
    expect(Object.keys(floors)).toEqual(expect.arrayContaining(often));
  });
});

describe('evidence', () => {
  const counted = agreements(unseen);

  it.each(writtenParts)('of %s is what the labels of unseen voices say', (part) => {
    const found = settlingSituations.flatMap((situation) => {
      const agreement = counted.get(`${part} ${situation}`);
      return agreement === undefined ? [] : [[situation, agreement] as const];
    });
    expect(authoredRubric(part).evidence).toEqual(Object.fromEntries(found));
  });

  it('is not enough for anything to count without a person yet', () => {
    for (const part of writtenParts) {
      for (const { agreed, tooGenerous, tooStrict } of Object.values(authoredRubric(part).evidence))
        expect(lowerBound(agreed, agreed + tooGenerous + tooStrict)).toBeLessThan(0.95);
    }
  });
});

describe('tricks', () => {
  it('are at least forty, of at least eight kinds', () => {
    expect(tricks.length).toBeGreaterThanOrEqual(40);
    expect(new Set(tricks.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(8);
  });

  it.each([...new Set(tricks.map(({ kind }) => kind))])(
    'of the kind %s never count as full marks',
    (kind) => {
      for (const { part, text, chips } of tricks.filter((trick) => trick.kind === kind)) {
        const { outcome, earned, route } = gradePart(part, text, chips);
        expect(outcome, text).not.toBe('correct');
        expect(route === 'auto' && earned > 0, text).toBe(false);
      }
    },
  );

  it('in another language wait without a number', () => {
    for (const { part, text, chips } of tricks.filter(({ kind }) => kind === 'foreign'))
      expect(gradePart(part, text, chips), text).toMatchObject({ situation: 'other-language', earned: 0 });
  });
});
