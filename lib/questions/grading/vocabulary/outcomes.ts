import { terms } from './terms';

/** All outcomes become about =equal, or anything may happen. */
const flat = terms(`
  uniform, uniformly, flat, flatter, flatten, flattens, flattened, =equal, =equally, equali*,
  equiprobable, evenly, more even, even out, even chance, all ~ =same, about the same, almost the same,
  almost same, nearly the same, roughly the same, pretty much the same, become the same, are the same,
  is the same, be the same, out the same, same for all, same probability, same chance, same likelihood,
  same weight, same odds, the same ~ probability, the same ~ chance, as likely as, just as likely, 1 /
  n, similar, alike, indistinguishable, spread out, spreads out, spread ~ evenly, random, randomness,
  chaos, diversity, variety, creativity, variability, =distribute, =distributes, fighting chance, more
  risks, takes risks, more chances, erratic, incoherent, noisy, noise, melt*, near uniform, anywhere,
  anything goes, any ~ could, loose, exploratory, spreads bets, less extreme, randomly, diverse,
  =varied, creative, chaotic, wild, crazy, surprising, unpredictab*, no preference, no favourite, no
  favorite, smooth*, soft, softer, soften*, level out, levels out, balanced, wash* out, blur*, fair,
  coin flip, does not care, do not care, indifferent, no favourites, impartial, unbiased, spread it,
  equal footing, equal share, level off, coin toss, toss up, evens the, even the odds, die roll, dice,
  comparable, interchangeable, no difference, level playing field, democra*, adventurous, explor*,
  homogen*, converge, plain, grey, gray, evens out, same likely, equal likely, equally likely, nobody ~
  ahead, nobody ~ leads, no one ~ ahead, none ~ ahead, nobody stands out, none stands out, no one stands
  out, says anything, anything, on a par, free for all, every ~ the same, each ~ the same, hardly any
  preference, same share, same part, equal part, no clear winner, neck and neck
`);

/** One outcome takes all, or nothing is left to chance. */
const peaked = terms(`
  always, every time, every single time, each time, basically always, only the, greedy, everything on,
  all ~ on the, picky, choosy, swallow*, runaway, unequal, uneven, far greater, far larger, far bigger,
  far more, much greater, much more likely, orders of magnitude, outgrow*, the top gets, majority, 100%,
  99%, 99.9%, hog, hogs, monopoli*, swamp*, runs away, run away, front runner, brightest, astronomical*,
  =extreme, guaranteed, invariably, nearly every time, infinitely, exclusively, one sided, lopsided,
  skewed, determinism, certainty, collaps*, squish*, single most, single likeliest, near greedy, hard
  decision, decisive, narrow*, focused, cautious, coherent, consistent, reliable, strict, stick to,
  sticks to, more extreme, sure of itself, greed*, deterministic, determinist*, argmax, arg max, one
  hot, peaked, peaky, spik*, sharp, sharper, sharpen*, pointy, concentrat*, winner take*, winner, wins,
  win, dominat*, dominant, dwarf*, all the mass, all of the mass, all the probability, all of the
  probability, almost all, nearly all, most of the probability, most of the mass, takes everything, take
  everything, gets everything, get everything, takes it all, takes all, take all, gets all, takes over,
  certain, confident, predictab*, conservative, boring, safe, safer, repetitive, rigid, tower*,
  landslide, dictator*, monopol*, rich get richer, only one, same one, favour, favours, favor, favors,
  favoured, favored, biased, hardly any chance, outweigh*, overwhelm*, overpower*, outshin*, 1 0 0,
  nothing but the, probability one, probability 1, nothing ~
  left of the others, no chance for, alone remains, nearly the whole, almost the whole, practically the whole, no chance against, hardly count, everything to the, all the weight, all of the weight
`);

/** Quantities that rise when outcomes become equal. */
const randomness = terms(`
  randomness, entropy, diversity, variety, creativity, variation, uncertainty, chaos, surprise,
  smoothness
`);

/** Quantities that rise when one outcome takes all. */
const certainty = terms(`
  confidence, certainty, dominance, sharpness, predictab*, determinism, inequality
`);

/** All have the same. */
const even = terms(`
  uniform, uniformly, =equal, =equally, same, alike, evenly, even, 1 / 8, 0.125, 12.5%, one eighth,
  identical
`);

/** Not all have the same. */
const uneven = terms(`
  nonuniform, non uniform, unequal, uneven, unevenly, differ, different, differs, vary, varies, varied,
  content dependent, content based
`);

/** How often something happens, and what it depends on. */
const often = terms(`
  often, frequent*, usually, mostly, most of the time, tends, tend, more likely to, likelier to, low,
  lower, small, smaller, high, higher, cold, almost, nearly, sometimes, always a, close to, greedy,
  depend*
`);

/** It is left to chance. */
const chance = terms(`
  random, randomly, randomness, stochastic*, lottery, raffle, dice, die, roulette, luck, by chance, to
  chance, chance decide, probabilistic*, weighted, coin, ticket, nondeterministic, spin, multinomial,
  categorical, biased, toss, tossed, gamble, rng, by lot, by accident, lot, lots, loaded, draws lots,
  fate
`);

/** One of several things is drawn, and what may be drawn. */
const drawn = terms(`
  draw, drew, drawn, sample, pick, choose, chose, chosen, choice, select, selection, get, take, grab,
  generate, decide, determine, output, roll, index, character, letter, one, token, number, throw,
  throws, thrown, pull, pulls, land, lands, spin, spins, fall, falls
`);

/** One of several things is taken. */
const picked = terms(`
  pick, choose, chose, chosen, select, return, take, give, output, find, grab, get, pull
`);

/** The largest of several things. */
const largest = terms(`
  argmax, arg max, largest, highest, biggest, max, maximum, maximal, most likely, most probable,
  likeliest, greatest, top one, top choice, top letter, top character
`);

/** Something follows something else. */
const given = terms(`
  accord*, proportion*, based on, following, follows, weighted, in line with, depending on, using, given
  by, with the, from, of, by, odds
`);

/** What says how likely things are. */
const distribution = terms(`
  probability, softmax, distribution, likelihood, odds, logit, categorical
`);

export const outcomes = {
  flat,
  peaked,
  randomness,
  certainty,
  even,
  uneven,
  often,
  chance,
  drawn,
  picked,
  largest,
  given,
  distribution,
};
