'use client';

import { Toolbar as AriaToolbar, type ToolbarProps } from 'react-aria-components';

/** Buttons that belong together: one Tab stop, arrow keys inside. */
export function Toolbar({
  className = '',
  ...props
}: Omit<ToolbarProps, 'className' | 'style'> & { className?: string }) {
  return <AriaToolbar {...props} className={`flex flex-wrap items-center gap-2 ${className}`} />;
}
