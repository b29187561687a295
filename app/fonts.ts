import localFont from 'next/font/local';

// Optional: a page that has begun without them keeps what it has, so that no line moves under a reader's eyes. They are
// asked for at once and cached for ever, so only the first page on a slow line does without.

/** What is read. */
export const literata = localFont({
  src: '../node_modules/@fontsource-variable/literata/files/literata-latin-wght-normal.woff2',
  weight: '200 900',
  display: 'optional',
  variable: '--font-literata',
  adjustFontFallback: 'Times New Roman',
});

/** What is pressed and filled in. */
export const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'optional',
  variable: '--font-inter',
});
