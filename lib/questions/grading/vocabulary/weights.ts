import { terms } from './terms';

/** Something gets much attention or weight. */
const important = terms(`
  focus, attend, attention, weight, high, higher, highest, ↑, most, more, important, matter, look at,
  looks at, looking at, look ~ at, relevant, strong, strongest, strongly, light* up, lights, carry,
  carries, information, informative, peak, spotlight, biggest, bigger, largest, larger, large, big,
  clue, hint, cue, dominat*, heavy, heavily, stand* out, main, mainly, chiefly, shine, emphasi*,
  concentrat*, rely, relies, crucial, key, helps, helpful, useful, points to, point to, signal*, a lot,
  lesser degree, lesser extent, less so, a bit, somewhat, some, second, next, bright*, much, mass,
  extra, lot, increase, increases, predictive, especially
`);

/** Something gets little attention or weight. */
const unimportant = terms(`
  less, little, low, lower, lowest, ignor*, irrelevant, small, smaller, tiny, near zero, close to zero,
  about zero, crumb, hardly, barely, unimportant, negligible, ↓, least, fewer, decrease, drop, useless,
  next to nothing, almost nothing, nothing, nearly no, almost no, almost none, barely any, hardly any,
  faint, dim, less attention, less weight, less important, less focus, little attention, little weight,
  little focus, very little, low attention, low weight, lower weight, lower attention, small weight,
  smaller weight, least attention, least weight, not so much, not that much, not much, hardly any
  attention, hardly any weight, down weight*, not that important, not important, not so important, not
  very important
`);

/** Two things mean about the same, or belong together. */
const similar = terms(`
  similar, similarity, semantic*, related, relat*, close, closely, associated, association, connect*,
  link*, correlat*, same meaning, same family, same category, same kind, same type, belong*, near,
  =like, alike
`);

export const weights = { important, unimportant, similar };
