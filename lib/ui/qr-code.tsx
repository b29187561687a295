import { encode } from 'uqr';

interface QrCodeProps {
  text: string;
  label: string;
  /** `fill`: as wide as where it stands. */
  size?: 'small' | 'fill';
}

/** An address as a QR code. The page shows the address as text too, for those who type. */
export function QrCode({ text, label, size: shown = 'small' }: QrCodeProps) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    // Dark on light in every theme: not every camera reads it the other way round.
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      className={`${shown === 'fill' ? 'w-full' : 'size-40'} rounded-md bg-white`}
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
