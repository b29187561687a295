import { pageOf, personMatcher } from '@/lib/results/find-people';
import { database } from '../database/db';
import { formerMemberOf } from '../people/former-members';
import type { Viewer } from '../people/viewer';
import { type SectionRole, taughtBy } from './sections';

export const peopleGroups = ['students', 'staff', 'removed'] as const;
export type PeopleGroup = (typeof peopleGroups)[number];

export interface SectionPerson {
  userId: string;
  name: string;
  email: string;
  /** null: was taken out. */
  role: SectionRole | null;
}

export interface PeopleQuery {
  sectionId: string;
  group: PeopleGroup;
  /** Letters of a name or an e-mail; empty for everybody. */
  find: string;
  /** From 1. */
  page: number;
}

export interface PeoplePage {
  /** How many there are in each group, found or not. */
  counts: Record<PeopleGroup, number>;
  /** How many of the group were found. */
  found: number;
  people: SectionPerson[];
  page: number;
  pages: number;
}

/** People of a page. */
const pageSize = 50;

/** The condition on a person that they are in one of the groups of a section. */
function inGroup(sectionId: string, group: PeopleGroup) {
  switch (group) {
    case 'students':
      return { enrollments: { some: { sectionId, role: 'STUDENT' as const } } };
    case 'staff':
      return { enrollments: { some: { sectionId, role: { not: 'STUDENT' as const } } } };
    case 'removed':
      return formerMemberOf(sectionId);
  }
}

/**
 * A page of the people of a section, for those who teach it; null for everybody else.
 *
 * @param collator the reader's alphabet.
 */
export async function findSectionPeople(
  viewer: Viewer,
  { sectionId, group, find, page }: PeopleQuery,
  collator: Intl.Collator,
): Promise<PeoplePage | null> {
  const taught = await database().section.findFirst({
    where: { id: sectionId, ...taughtBy(viewer) },
    select: { id: true },
  });
  if (!taught) return null;
  const count = (of: PeopleGroup) => database().user.count({ where: inGroup(sectionId, of) });
  // Neither database folds accents or knows the reader's alphabet, so names are found and sorted here.
  const all = await database().user.findMany({
    where: inGroup(sectionId, group),
    select: {
      id: true,
      name: true,
      email: true,
      ...(group === 'staff' && { enrollments: { where: { sectionId }, select: { role: true } } }),
    },
  });
  const found = all
    .filter(personMatcher(find))
    .sort((a, b) => collator.compare(a.name, b.name) || collator.compare(a.email, b.email));
  const shown = pageOf(found, { page, size: pageSize });
  return {
    counts: {
      students: await count('students'),
      staff: await count('staff'),
      removed: await count('removed'),
    },
    found: found.length,
    people: shown.items.map(({ id: userId, name, email, enrollments }) => ({
      userId,
      name,
      email,
      role: group === 'removed' ? null : (enrollments?.[0]?.role ?? 'STUDENT'),
    })),
    page: shown.page,
    pages: shown.pages,
  };
}
