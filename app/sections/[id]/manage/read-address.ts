import { z } from 'zod';
import { type PeopleQuery, peopleGroups } from '@/lib/server/classes/list-people';

export type PeoplePlace = Omit<PeopleQuery, 'sectionId'>;

/** Which people the address of this page asks for. What cannot be read does not count. */
const address = z.object({
  group: z.enum(peopleGroups).catch('students'),
  find: z.string().trim().max(100).catch(''),
  page: z.coerce.number().int().min(1).max(9_999).catch(1),
});

export function readPeoplePlace(search: Record<string, string | string[] | undefined>): PeoplePlace {
  return address.parse(search);
}

/** The address of a page of people. */
export function peopleAddress(sectionId: string, place: Partial<PeoplePlace>): string {
  const { group = 'students', find = '', page = 1 } = place;
  const search = new URLSearchParams({
    ...(group !== 'students' && { group }),
    ...(find && { find }),
    ...(page > 1 && { page: String(page) }),
  });
  return `/sections/${sectionId}/manage${search.size > 0 ? `?${search}` : ''}`;
}
