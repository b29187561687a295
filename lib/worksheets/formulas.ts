/** The TeX of every formula in a text: what stands between two `$` or two `$$`. */
export function listFormulas(markdown: string): string[] {
  return [...markdown.matchAll(/(\$\$?)([^$]+?)\1/g)].map(([, , formula = '']) => formula.trim());
}
