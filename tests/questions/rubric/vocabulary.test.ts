import { describe, expect, it } from 'vitest';
import { gradeWritten } from '@/lib/questions/grading/rubric/engine';
import { prepareRubric, rubricSchema } from '@/lib/questions/grading/rubric/rubric';
import { compileTerm } from '@/lib/questions/grading/rubric/terms';
import { sharedTerms } from '@/lib/questions/grading/vocabulary/shared-terms';

const opposites = [
  ['flat', 'peaked'],
  ['together', 'apart'],
  ['randomness', 'certainty'],
  ['even', 'uneven'],
  ['important', 'unimportant'],
  ['hot', 'cold'],
  ['multiplied', 'divided'],
  ['rare', 'plentiful'],
  ['removed', 'kept'],
] as const;

describe.each([...sharedTerms])('the words of @%s', (_name, terms) => {
  it('are each there once, in small letters, and begin with a word or a sign', () => {
    expect(new Set(terms).size).toBe(terms.length);
    for (const term of terms) {
      expect(term).toBe(term.toLowerCase());
      expect(term).not.toBe('');
      expect(compileTerm(term)[0]?.type).not.toBe('any');
    }
  });
});

it.each(opposites)('no word means both @%s and @%s', (one, other) => {
  const there = new Set(sharedTerms.get(other));
  expect(there.size).toBeGreaterThan(0);
  expect(sharedTerms.get(one)?.filter((term) => there.has(term))).toEqual([]);
});

/** Whether a rubric that refers to a set finds it in a sentence. */
function says(set: string, text: string, lexicon: Record<string, string> = {}): boolean {
  const rubric = prepareRubric(
    rubricSchema.parse({
      model: 'Any.',
      lexicon,
      concepts: [{ id: 'it', match: [{ near: [`@${set}`], negated: 'ignored' }] }],
      levels: [{ score: 1, all: ['it'] }],
    }),
  );
  return gradeWritten(rubric, text, 1).concepts[0]?.verdict === 'found';
}

it.each([
  ['flat', 'Prices become about the same in all shops.', 'Prices become absurd in all shops.'],
  ['flat', 'By then nobody is ahead any more.', 'By then nobody is awake any more.'],
  ['peaked', 'One party takes everything.', 'One party takes part.'],
  ['together', 'The heat pulls the two plates together.', 'The heat bends the two plates.'],
  ['apart', 'The heat pulls the two plates apart.', 'The heat bends the two plates.'],
  ['divided', 'The mass is split by the volume.', 'The mass depends on the volume.'],
  ['multiplied', 'The mass is multiplied by the volume.', 'The mass depends on the volume.'],
  ['chance', 'The winner is found by lot.', 'The winner is found by skill.'],
  ['largest', 'The tallest one, that is the maximum, is kept.', 'The red one is kept.'],
  ['shrink', 'The distance shrinks with time.', 'The distance changes with time.'],
  ['grow', 'The distance grows with time.', 'The distance changes with time.'],
  ['similar', 'Both words are closely related.', 'Both words are long.'],
  ['rare', 'Such stars are rarely seen.', 'Such stars are seen.'],
  ['plentiful', 'The majority of stars is small.', 'The stars are small.'],
  ['outweigh', 'The costs exceed the gains.', 'The costs and the gains count.'],
  ['independent', 'The two dice have nothing to do with each other.', 'The two dice are thrown.'],
  ['twice', 'The coin fell on its edge two times.', 'The coin fell on its edge.'],
  ['removed', 'The sieve filters the large grains.', 'The sieve weighs the large grains.'],
  ['kept', 'The large grains remain.', 'The large grains move.'],
  ['cancelled', 'The mass cancels.', 'The mass counts.'],
])('@%s knows other subjects, too: %s', (set, said, unsaid) => {
  expect(says(set, said)).toBe(true);
  expect(says(set, unsaid)).toBe(false);
});

it('gives way to a set of the same name in the lexicon', () => {
  expect(says('flat', 'It is level.', { flat: 'level' })).toBe(true);
  expect(says('flat', 'It is uniform.', { flat: 'level' })).toBe(false);
});
