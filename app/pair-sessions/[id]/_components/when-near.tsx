'use client';

import { createContext, type ReactNode, startTransition, use, useEffect, useRef, useState } from 'react';

const NearContext = createContext(true);

/** A stretch of the page; tells each {@link WhenNear} inside once the reader has scrolled near it. */
export function Nearby({ className, children }: { className: string | undefined; children: ReactNode }) {
  const [isNear, setIsNear] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  // Only the browser knows what the reader has scrolled to.
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        // As a transition, what is shown stays until the code of the cards is here.
        if (entry?.isIntersecting) startTransition(() => setIsNear(true));
      },
      { rootMargin: '400px' },
    );
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <NearContext value={isNear}>
      <div ref={place} className={className}>
        {children}
      </div>
    </NearContext>
  );
}

/** On paper, where nothing scrolls near any more, a box to write the answer in. */
const waitingLook = 'min-h-20 print:min-h-0 print:h-[9mm] print:w-[60mm] print:border print:border-[#666]';

/** Renders its children, and loads their code, once the reader scrolls near, so that they do not slow the first view. */
export function WhenNear({ children }: { children: ReactNode }) {
  return use(NearContext) ? children : <div data-answer-box="" className={waitingLook} />;
}
