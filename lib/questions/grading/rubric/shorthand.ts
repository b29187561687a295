/** What short forms stand for. */
export const abbreviations: ReadonlyMap<string, string> = new Map([
  ['temp', 'temperature'],
  ['temps', 'temperatures'],
  ['prob', 'probability'],
  ['probs', 'probabilities'],
  ['proba', 'probability'],
  ['probas', 'probabilities'],
  ['hi', 'high'],
  ['lo', 'low'],
  ['dist', 'distribution'],
  ['distr', 'distribution'],
  ['char', 'character'],
  ['chars', 'characters'],
  ['rand', 'random'],
  ['rnd', 'random'],
  ['inf', 'infinity'],
  ['infty', 'infinity'],
  ['diff', 'difference'],
  ['diffs', 'differences'],
  ['idx', 'index'],
  ['bc', 'because'],
  ['cuz', 'because'],
  ['coz', 'because'],
  ['thru', 'through'],
  ['approx', 'approximately'],
  ['eq', 'equation'],
  ['attn', 'attention'],
  ['pred', 'predict'],
  ['predn', 'prediction'],
  ['nums', 'numbers'],
  ['vals', 'values'],
  ['val', 'value'],
  ['esp', 'especially'],
  ['exponentiated', 'exponentiate'],
]);

/** Contractions whose apostrophe was left out. */
export const contracted: ReadonlyMap<string, string> = new Map(
  'dont:do doesnt:does didnt:did isnt:is arent:are wasnt:was werent:were wont:will cant:can couldnt:could wouldnt:would shouldnt:should hasnt:has havent:have'
    .split(' ')
    .map((pair) => {
      const [from = '', to = ''] = pair.split(':');
      return [from, to];
    }),
);

/** LaTeX commands with a meaning of their own; commands of layout say nothing, others are words. */
export const commands: ReadonlyMap<string, string> = new Map([
  ['to', '→'],
  ['rightarrow', '→'],
  ['longrightarrow', '→'],
  ['implies', '→'],
  ['mapsto', '→'],
  ['uparrow', '↑'],
  ['nearrow', '↑'],
  ['downarrow', '↓'],
  ['searrow', '↓'],
  ['infty', 'infinity'],
  ['propto', 'proportional'],
  ['approx', '≈'],
  ['sim', '≈'],
  ['simeq', '≈'],
  ['cdot', '*'],
  ['times', '*'],
  ['div', '/'],
  ['over', '/'],
  ['leq', '<'],
  ['le', '<'],
  ['ll', '<'],
  ['geq', '>'],
  ['ge', '>'],
  ['gg', '>'],
  ['theta', 'tau'],
]);
export const silentCommands: ReadonlySet<string> = new Set(
  'text mathrm mathbf mathit mathcal mathbb operatorname left right big bigl bigr bigg displaystyle textstyle quad qquad begin end limits nolimits label tag rm bf it hat bar vec ell'.split(
    ' ',
  ),
);

/** Names before a dot that say nothing: of `tf.math.log` only `log` speaks. */
export const libraries: ReadonlySet<string> = new Set(['tf', 'np', 'numpy', 'torch', 'math', 'random', 'nn']);
