/** Words in small print, beside or below what they are about. */
export const asideLook = 'text-[0.875rem] font-normal text-muted';
