/** The TeX of every formula in a text: what is between two `$` or two `$$`. */
export function listFormulas(markdown: string): string[] {
  return [...markdown.matchAll(/(\$\$?)([^$]+?)\1/g)].map(([, , formula = '']) => formula.trim());
}

/** The TeX of every formula on a line of its own: what is between two `$$`. */
export function listDisplayedFormulas(markdown: string): string[] {
  return [...markdown.matchAll(/\$\$([^$]+?)\$\$/g)].map(([, formula = '']) => formula.trim());
}
