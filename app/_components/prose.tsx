import { micromark } from 'micromark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import { math, mathHtml } from 'micromark-extension-math';

/**
 * Authored Markdown with $mathematics$ as HTML, made on the server. HTML inside the text is shown as text, never
 * obeyed; formulas become MathML, which browsers draw and screen readers speak without any script.
 */
export function Prose({ markdown }: { markdown: string }) {
  const html = micromark(markdown, {
    extensions: [math(), gfmTable()],
    htmlExtensions: [mathHtml({ output: 'mathml', throwOnError: false }), gfmTableHtml()],
  });
  const shown = { __html: html };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: micromark escapes all HTML of the text it is given.
  return <div className="prose" dangerouslySetInnerHTML={shown} />;
}
