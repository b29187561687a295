/** Small print beside or below what it explains. */
export const asideLook = 'text-[0.875rem] font-normal text-muted';
