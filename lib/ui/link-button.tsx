import Link from 'next/link';
import type { ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look';

interface LinkButtonProps {
  href: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** For files: fetched by the browser itself, not as a page. */
  isDownload?: boolean;
  /** It leads to the page that is shown. */
  isCurrent?: boolean;
  children: ReactNode;
}

/** A link to another page that looks like a button. */
export function LinkButton({
  href,
  variant = 'secondary',
  size = 'medium',
  isDownload,
  isCurrent,
  children,
}: LinkButtonProps) {
  const className = buttonLook(variant, size);
  return isDownload ? (
    <a href={href} download className={className}>
      {children}
    </a>
  ) : (
    <Link href={href} className={className} aria-current={isCurrent ? 'page' : undefined}>
      {children}
    </Link>
  );
}
