import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
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

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${literata.variable} ${inter.variable}`}>
      <head>
        <style id="react-aria-pressable-style">{pressableStyle}</style>
      </head>
      <body className="min-h-dvh antialiased">{children}</body>
    </html>
  );
}
