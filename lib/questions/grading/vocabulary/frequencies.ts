import { terms } from './terms';

/** Something is seldom met, or there is little of it. */
const rare = terms(`
  rare, rarely, rareness, rarity, seldom, uncommon, infrequent, few, hardly any, hardly anyone, hardly anybody, barely any,
  barely anyone, almost nobody, almost no one, nearly nobody, nearly no one, almost none, low prevalence, low base rate,
  low incidence, prevalence ~ low, base rate ~ low, small group, smaller group, tiny group, small minority, low share,
  very low, small share, tiny share, small part, small number of, tiny number of
`);

/** There is much of something. */
const plentiful = terms(`
  many, majority, large group, larger group, big group, bigger group, huge group, far larger, much larger, far bigger, so
  much bigger, much bigger, large number, huge number, way more, far more, much more, lots, most people, times as large,
  times larger, times bigger, times as big, the rest, almost everyone, almost everybody, nearly everyone, nearly everybody
`);

/** One count is larger than another. */
const outweigh = terms(`
  outnumber*, outweigh*, exceed*, swamp*, dominat*, overwhelm*, more than, larger than, bigger than, greater than, =win,
  =wins, times as many, compared to, against, versus, vs, >, more ~ than
`);

/** Events that say nothing about each other. */
const independent = terms(`
  independent, independently, independence, not depend, nothing to do with, unrelated, unconnected, uncorrelated, by
  themselves, no common cause, on their own
`);

/** Something happens twice to the same. */
const twice = terms(`
  twice, two times, both times, both tests, second time, two mistakes, two errors, in a row, again, two positives
`);

/** Something is taken out of a group. */
const removed = terms(`
  filter*, drop out, drops out, dropped out, fall away, falls away, sorted out, sorts out, sort out, weed*, eliminat*,
  remov*, rule out, rules out, ruled out, throw ~ out, throws ~ out, throw ~ away, throws ~ away, taken out, take ~ out,
  takes ~ out, going out, go out, goes out, screened out, thrown out, discard*, cleared
`);

/** Something stays in a group. */
const kept = terms(`
  keep, keeps, kept, stay, stays, stayed, remain, remains, retain*, still, again positive, positive again, stay in
`);

export const frequencies = { rare, plentiful, outweigh, independent, twice, removed, kept };
