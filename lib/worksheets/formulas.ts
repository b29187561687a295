/** The TeX of every formula in a text: what stands between two `$` or two `$$`. */
export function listFormulas(markdown: string): string[] {
  return [...markdown.matchAll(/(\$\$?)([^$]+?)\1/g)].map(([, , formula = '']) => formula.trim());
}

/** The TeX of every formula that stands on a line of its own: what stands between two `$$`. */
export function listDisplayedFormulas(markdown: string): string[] {
  return [...markdown.matchAll(/\$\$([^$]+?)\$\$/g)].map(([, formula = '']) => formula.trim());
}
