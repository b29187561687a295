/** A label without the backticks that set pieces of it as code. */
export function plainLabel(label: string): string {
  return label.replaceAll('`', '');
}
