'use client';

import { type RefObject, useEffect, useState } from 'react';
import looks from './fields.module.css';

interface PartnerCaretProps {
  field: RefObject<HTMLTextAreaElement | null>;
  text: string;
  /** Index of the character after the caret. */
  index: number;
  name: string;
}

/**
 * The partner's caret over a text field: the same text, invisible, laid over it with a mark in its place. For the eye
 * alone; the field's label says who is there.
 */
export function PartnerCaret({ field, text, index, name }: PartnerCaretProps) {
  const [scrolled, setScrolled] = useState(0);
  // The mark lies over the field and does not scroll with its text by itself.
  useEffect(() => {
    const area = field.current;
    if (!area) return;
    const follow = () => setScrolled(area.scrollTop);
    follow();
    area.addEventListener('scroll', follow);
    return () => area.removeEventListener('scroll', follow);
  }, [field]);
  return (
    <div aria-hidden="true" translate="no" className={`${looks.field} ${looks.writing} ${looks.mirror}`}>
      <div style={{ translate: `0 ${-scrolled}px` }}>
        <span>{text.slice(0, index)}</span>
        <span className={looks.caret} data-name={name.split(' ', 1)[0]} />
        <span>{text.slice(index)}</span>
      </div>
    </div>
  );
}
