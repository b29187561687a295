export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'medium';

const looks: Record<ButtonVariant, string> = {
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong',
  secondary: 'border-line-strong bg-surface text-ink hover:bg-sunken',
  quiet: 'border-transparent bg-transparent text-accent hover:bg-sunken',
  danger: 'border-wrong bg-surface text-wrong hover:bg-wrong-soft',
};

const sizes: Record<ButtonSize, string> = {
  small: 'min-h-9 px-3 text-sm pointer-coarse:min-h-11',
  medium: 'min-h-11 px-4 text-sm',
};

/** Classes of buttons, and of links that look like one. */
export function buttonLook(variant: ButtonVariant, size: ButtonSize): string {
  return [
    'inline-flex items-center justify-center gap-2 rounded-md border font-medium no-underline',
    'cursor-pointer transition-colors select-none',
    'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-muted',
    'data-[pending]:cursor-progress data-[pending]:opacity-80',
    'aria-pressed:bg-accent-soft forced-colors:aria-pressed:border-[Highlight]',
    looks[variant],
    sizes[size],
  ].join(' ');
}
