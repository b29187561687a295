import { micromark } from 'micromark';
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table';
import { math, mathHtml } from 'micromark-extension-math';

interface ProseProps {
  markdown: string;
  /** Formulas as a person reads them aloud, by their TeX. */
  spoken?: Readonly<Record<string, string>>;
}

/** What browsers that translate the page leave alone. */
const verbatim = /<(code|math)(?=[ >])/g;

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#x27;' };

/** Escapes a text for HTML exactly as KaTeX and React do. */
function escapeHtml(text: string): string {
  return Object.entries(escapes).reduce((done, [sign, escaped]) => done.replaceAll(sign, escaped), text);
}

const formula = /<math (.*?)<annotation encoding="application\/x-tex">(.*?)<\/annotation>/gs;

/** Gives each formula that has an author's words these words as its accessible name. */
function withSpoken(html: string, spoken: Readonly<Record<string, string>>): string {
  const words = new Map(
    Object.entries(spoken).map(([tex, text]) => [escapeHtml(tex.trim()), escapeHtml(text)]),
  );
  return html.replace(formula, (math: string, _inside: string, tex: string) => {
    const text = words.get(tex.trim());
    return text === undefined ? math : math.replace('<math ', `<math aria-label="${text}" `);
  });
}

/** A line that is nothing but `$$…$$`. */
const displayed = /^([ \t]*)\$\$([^$\n]+)\$\$[ \t]*$/gm;

/** Sets a formula that has a line to itself apart; Markdown does so only where its dollars have lines of their own, too. */
function withDisplayed(markdown: string): string {
  return markdown.replace(
    displayed,
    (_line, indent: string, tex: string) => `${indent}$$\n${indent}${tex}\n${indent}$$`,
  );
}

/**
 * Authored Markdown with $mathematics$ as HTML, made on the server. HTML inside the text is shown as text, never
 * obeyed; formulas become MathML, which browsers draw and screen readers speak without any script, in the author's words
 * where there are some.
 */
export function Prose({ markdown, spoken = {} }: ProseProps) {
  const html = micromark(withDisplayed(markdown), {
    extensions: [math(), gfmTable()],
    htmlExtensions: [mathHtml({ output: 'mathml', throwOnError: false }), gfmTableHtml()],
  });
  const shown = { __html: withSpoken(html, spoken).replace(verbatim, '<$1 translate="no"') };
  // biome-ignore lint/security/noDangerouslySetInnerHtml: micromark escapes all HTML of the text it is given.
  return <div className="prose" dangerouslySetInnerHTML={shown} />;
}
