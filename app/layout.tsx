import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { STYLE_NONCE_HEADER } from '@/lib/server/security-headers';
import { inter, literata } from './fonts';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Duet', template: '%s · Duet' },
  description: 'Worksheets that two people solve together',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
};

/**
 * The style that react-aria would add by script when buttons hydrate, under the id by which it looks for it. A style
 * sheet that is added late makes the browser check its fonts again, and lines move while somebody reads.
 */
const pressableStyle = '@layer { [data-react-aria-pressable] { touch-action: pan-x pan-y pinch-zoom; } }';

/** Reads the request on every page, because what is written into a page carries the nonce of its request. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get(STYLE_NONCE_HEADER) ?? undefined;
  return (
    <html lang="en" className={`${literata.variable} ${inter.variable}`}>
      <head>
        {/* Where react-aria looks for it when it makes a style sheet of its own. */}
        <meta property="csp-nonce" content={nonce} />
        <style id="react-aria-pressable-style" nonce={nonce}>
          {pressableStyle}
        </style>
      </head>
      <body className="min-h-dvh antialiased">{children}</body>
    </html>
  );
}
