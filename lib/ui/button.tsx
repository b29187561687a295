'use client';

import { useEffect, useId } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
}

/** React Aria says the first thing on a page so much later. */
const FIRST_ANNOUNCEMENT_DELAY_MS = 100;

function takeBackAnnouncements(buttonId: string): void {
  const said = document.querySelectorAll(`[data-live-announcer] [aria-labelledby~="${buttonId}"]`);
  for (const one of said) one.remove();
}

/** A button that does something on this page; what leads to another page is a {@link LinkButton}. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  className = '',
  children,
  ...props
}: ButtonProps) {
  const ownId = useId();
  const { id = ownId } = props;
  // React Aria says that a button is pending by the button's id, for seconds: once the button is gone, nothing by that id
  // has a name any more.
  useEffect(
    () => () => {
      takeBackAnnouncements(id);
      setTimeout(() => takeBackAnnouncements(id), FIRST_ANNOUNCEMENT_DELAY_MS);
    },
    [id],
  );
  return (
    <AriaButton {...props} id={id} className={`${buttonLook(variant, size)} ${className}`}>
      {/* An element of its own: a browser that translates the page replaces bare text, and React loses it. */}
      {typeof children === 'string' ? <span>{children}</span> : children}
    </AriaButton>
  );
}
