import localFont from 'next/font/local';

// Optional: a page that is drawn before they load stays in its fallback font, so that no line moves while somebody
// reads. They are preloaded and cached for ever, so only the first page on a slow line lacks them.

/** The font of running text. */
export const literata = localFont({
  src: '../node_modules/@fontsource-variable/literata/files/literata-latin-wght-normal.woff2',
  weight: '200 900',
  display: 'optional',
  variable: '--font-literata',
  adjustFontFallback: 'Times New Roman',
});

/** The font of buttons and fields. */
export const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'optional',
  variable: '--font-inter',
});
