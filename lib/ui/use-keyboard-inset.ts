'use client';

import { useLayoutEffect, useState } from 'react';

/** How much of the window the on-screen keyboard covers at the bottom, in CSS pixels. */
export function useKeyboardInset(): number {
  const [inset, setInset] = useState(0);
  // CSS does not know the on-screen keyboard; before paint, so that nothing shows below it first.
  useLayoutEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const measure = () => {
      setInset(Math.max(0, Math.round(window.innerHeight - viewport.height - viewport.offsetTop)));
    };
    measure();
    viewport.addEventListener('resize', measure);
    viewport.addEventListener('scroll', measure);
    return () => {
      viewport.removeEventListener('resize', measure);
      viewport.removeEventListener('scroll', measure);
    };
  }, []);
  return inset;
}
