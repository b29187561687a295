'use client';

import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
}

/** A button that does something on this page; what leads to another page is a {@link LinkButton}. */
export function Button({ variant = 'secondary', size = 'medium', className = '', ...props }: ButtonProps) {
  return <AriaButton {...props} className={`${buttonLook(variant, size)} ${className}`} />;
}
