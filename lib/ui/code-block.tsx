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

/** Code with its colours, made on the server; an unknown language is shown plain. */
export async function CodeBlock({ code, language, caption }: CodeBlockProps) {
  const { codeToHtml, getLoadedLanguages } = await highlighter;
  const html = codeToHtml(code.trimEnd(), {
    lang: getLoadedLanguages().includes(language) ? language : 'text',
    themes: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    defaultColor: false,
  });
  return (
    <figure className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: the highlighter escapes the code. */}
      <div translate="no" dangerouslySetInnerHTML={{ __html: html }} />
      {caption && <figcaption className="text-sm text-muted">{caption}</figcaption>}
    </figure>
  );
}
