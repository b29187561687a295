'use client';

import { createContext, type ReactNode, startTransition, use, useEffect, useRef, useState } from 'react';

const NearContext = createContext(true);

/** A place on the page that knows whether the reader has come near any of it. */
export function Nearby({ className, children }: { className: string | undefined; children: ReactNode }) {
  const [isNear, setIsNear] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  // Only the browser knows what the reader has scrolled to.
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        // Cards that have not come alive yet are waited for, not thrown away.
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

/** Drawn, and its code loaded, once the reader comes near: so an extra costs the first look at a page nothing. */
export function WhenNear({ children }: { children: ReactNode }) {
  return use(NearContext) ? children : <div className="min-h-20" />;
}
