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

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${literata.variable} ${inter.variable}`}>
      <body className="min-h-dvh antialiased">{children}</body>
    </html>
  );
}
