'use client';

import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
}

/** A button that does something on this page; what leads to another page is a {@link LinkButton}. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  className = '',
  children,
  ...props
}: ButtonProps) {
  return (
    <AriaButton {...props} className={`${buttonLook(variant, size)} ${className}`}>
      {/* An element of its own: a browser that translates the page replaces bare text, and React loses it. */}
      {typeof children === 'string' ? <span>{children}</span> : children}
    </AriaButton>
  );
}
