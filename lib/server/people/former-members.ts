/**
 * The condition on a person that they were taken out of a section. Whoever sat in one of its pairs and has no place in it
 * was, too: removals were not noted from the beginning.
 */
export function formerMemberOf(sectionId: string) {
  return {
    enrollments: { none: { sectionId } },
    OR: [{ removals: { some: { sectionId } } }, { seats: { some: { assignment: { sectionId } } } }],
  };
}
