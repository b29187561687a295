/** Scrolls to a part, or to something else of the page by its id, and moves the focus to its heading. */
export function goTo(id: string): void {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: 'start' });
  const target = place?.querySelector<HTMLElement>('h3[tabindex], [data-focus]') ?? place;
  target?.focus({ preventScroll: true });
}

/** Scrolls to a part of the worksheet and moves the focus to its heading. */
export const goToPart = (partId: string): void => goTo(`part-${partId}`);
