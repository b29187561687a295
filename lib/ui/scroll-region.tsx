'use client';

import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

interface ScrollRegionProps {
  /** What scrolls here; said when the region gets the focus. */
  label: string;
  className?: string | undefined;
  children: ReactNode;
}

/** Wide content in a box that scrolls by itself; a Tab stop only while there is something to scroll. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  const box = useRef<HTMLElement>(null);
  const [scrolls, setScrolls] = useState(false);

  // Only the rendered size tells whether the content is wider than its box.
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () =>
      setScrolls(
        element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1,
      );
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    if (element.firstElementChild) observer.observe(element.firstElementChild);
    return () => observer.disconnect();
  }, []);

  return (
    <section
      ref={box}
      aria-label={label}
      // Positioned, so that what is hidden from sight inside is cut off with the rest and never widens the page.
      className={`relative ${className ?? 'overflow-x-auto'}`}
      // What scrolls must be reachable by keyboard; what does not would only be in the way.
      tabIndex={scrolls ? 0 : undefined}
    >
      {children}
    </section>
  );
}
