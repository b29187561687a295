import { expect, test } from 'vitest';
import { initialsOf } from '@/lib/client/initials';

test.each([
  [
    ['Ada', 'Kurt'],
    ['A', 'K'],
  ],
  [
    ['Ada', 'Alan'],
    ['Ad', 'Al'],
  ],
  [
    ['Maria', 'Marie', 'Kurt'],
    ['Mar', 'Mar', 'K'],
  ],
  [
    ['ada', 'Alan'],
    ['ad', 'Al'],
  ],
  [
    ['Al', 'Alan'],
    ['Al', 'Ala'],
  ],
  [
    ['𝒜da', 'Øystein'],
    ['𝒜', 'Ø'],
  ],
  [['Ada'], ['A']],
])('%j are told apart as %j', (names, signs) => {
  expect(initialsOf(names)).toEqual(signs);
});
