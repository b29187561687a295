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
  expect([...html.matchAll(/<math aria-label="([^"]*)"/g)].map(([, name]) => name)).toEqual([
    'p a is less than &quot;a half&quot;',
  ]);
  expect(html.match(/<math/g)).toHaveLength(2);
});

it('shows HTML of the text as text, also inside a formula', () => {
  const html = shown('<img src=x onerror=alert(1)> $<img src=y>$');
  expect(html).not.toContain('<img');
});
