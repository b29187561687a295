import { createHighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

const highlighter = createHighlighterCore({
  themes: [
    import('shiki/themes/github-light-high-contrast.mjs'),
    import('shiki/themes/github-dark-high-contrast.mjs'),
  ],
  langs: [import('shiki/langs/python.mjs')],
  engine: createJavaScriptRegexEngine(),
});

interface CodeBlockProps {
  code: string;
  language: string;
  caption?: string;
}

async function highlight(code: string, language: string): Promise<string> {
  const { codeToHtml, getLoadedLanguages } = await highlighter;
  return codeToHtml(code.trimEnd(), {
    lang: getLoadedLanguages().includes(language) ? language : 'text',
    themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    defaultColor: false,
  });
}

/** Each line of the code as HTML with its colours, escaped; made on the server. */
export async function highlightLines(code: string, language: string): Promise<string[]> {
  const html = await highlight(code, language);
  // The highlighter writes one element for each line, and a line break between them.
  return html.slice(html.indexOf('<code>') + '<code>'.length, html.lastIndexOf('</code>')).split('\n');
}

/** Code with its colours, made on the server; an unknown language is shown plain. */
export async function CodeBlock({ code, language, caption }: CodeBlockProps) {
  const html = await highlight(code, language);
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the highlighter escapes the code. */}
      <div translate="no" dangerouslySetInnerHTML={{ __html: html }} />
      {caption && <figcaption className="text-sm text-muted">{caption}</figcaption>}
    </figure>
  );
}
