import type { CSSProperties } from 'react';

/**
 * How strongly a share (0…1) is tinted, as a style. By its square root, so that an eighth and a quarter can be told
 * apart; the number itself is always beside the tint.
 */
export function tint(share: number): CSSProperties {
  const strength = Math.sqrt(Math.min(Math.max(share, 0), 1));
  // React's type of styles knows no custom properties.
  return { '--tint': strength } as CSSProperties;
}
