'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import styles from './worksheet.module.css';

/** Something that is drawn, and its code loaded, once the reader comes near: an extra costs the first look nothing. */
export function WhenNear({ children }: { children: ReactNode }) {
  const [isNear, setIsNear] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setIsNear(true);
      },
      { rootMargin: '400px' },
    );
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return isNear ? children : <div ref={place} className={styles.later} />;
}
