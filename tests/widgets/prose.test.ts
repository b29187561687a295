import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Prose } from '@/lib/ui/prose';

const shown = (markdown: string, spoken?: Record<string, string>) =>
  renderToStaticMarkup(createElement(Prose, { markdown, ...(spoken && { spoken }) }));

it('names a formula by the author’s words, and only that one', () => {
  const html = shown('From $p_a < \\frac{1}{2}$ to $T$', {
    'p_a < \\frac{1}{2}': 'p a is less than "a half"',
  });
  expect([...html.matchAll(/<math [^>]*aria-label="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    'p a is less than &quot;a half&quot;',
  ]);
  expect(html.match(/<math/g)).toHaveLength(2);
});

it('shows HTML of the text as text, also inside a formula', () => {
  const html = shown('<img src=x onerror=alert(1)> $<img src=y>$');
  expect(html).not.toContain('<img');
});

it('leaves formulas and code out of the translation of a browser', () => {
  const html = shown('`softmax(z)` and $T$\n\n    print(z)');
  expect(html.match(/<(?:code|math)\b/g)).toHaveLength(3);
  expect(html.match(/<(?:code|math) translate="no"/g)).toHaveLength(3);
});

it('sets a formula on a line of its own apart, and one inside a sentence not', () => {
  const html = shown('Explain\n\n$$z_i = \\frac{1}{2}$$\n\nwith $$x$$ in it, and\n\n- $$y$$', {
    'z_i = \\frac{1}{2}': 'z i is a half',
  });
  const displayed = [...html.matchAll(/<math [^>]*display="block"[^>]*>/g)].map(([tag]) => tag);
  expect(displayed).toHaveLength(1);
  expect(displayed[0]).toContain('aria-label="z i is a half"');
  expect(html.match(/<math/g)).toHaveLength(3);
});
