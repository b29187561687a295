/** Responses as pairs type them. The right numbers are written out from the paper worksheet's back. */

export const rightMatrix = `tensor([[1.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.5000, 0.5000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.3333, 0.3333, 0.3333, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.2500, 0.2500, 0.2500, 0.2500, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.2000, 0.2000, 0.2000, 0.2000, 0.2000, 0.0000, 0.0000, 0.0000],
        [0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.1667, 0.0000, 0.0000],
        [0.1429, 0.1429, 0.1429, 0.1429, 0.1429, 0.1429, 0.1429, 0.0000],
        [0.1250, 0.1250, 0.1250, 0.1250, 0.1250, 0.1250, 0.1250, 0.1250]])`;

/** The mask ignored: every row shared out over all eight letters. */
export const maskIgnored = Array.from({ length: 8 }, () => Array(8).fill('1/8').join('\t')).join('\n');

export const explanation1a =
  'The code takes the log of the probabilities and divides it by the temperature. Then categorical applies softmax and draws an index at random, in proportion to the probabilities, and the index is looked up as a letter.';

/** By what each field asks. */
export const explanation1d = {
  'Why is it always a?':
    'With z = log p / T a low temperature stretches the differences, so all mass goes to the largest.',
  'Why are all letters about equally likely?':
    'A high temperature shrinks them to 0, exp is about 1 everywhere and all are equal.',
} as const;
