'use client';

import { useEffect, useRef } from 'react';
import { type FirstDigit, twoDigitsMs, typeDigit } from '@/lib/results/typed-points';

export interface KeyActions {
  agree(): void;
  /** In points. */
  give(points: number): void;
  tooMany(): void;
  /** The first digit of two perhaps; null once it is decided. */
  begun(digit: number | null): void;
  next(): void;
  previous(): void;
  undo(): void;
  comment(): void;
  savedComments(): void;
  flag(): void;
  group(): void;
  help(): void;
}

/** Where keys write text or press something: there they mean nothing else. */
const takesKeys = 'input, textarea, select, [contenteditable="true"], [role="dialog"] *, [role="listbox"] *';
const takesEnter = 'a, button, summary, [role="button"]';

const byKey: Readonly<Record<string, Exclude<keyof KeyActions, 'give' | 'begun' | 'tooMany'>>> = {
  Enter: 'agree',
  j: 'next',
  k: 'previous',
  u: 'undo',
  c: 'comment',
  '/': 'savedComments',
  '!': 'flag',
  g: 'group',
  '?': 'help',
};

/** Listens to the keys of the room, on the whole page. `total`: the points of the part. */
export function useKeys(actions: KeyActions, total: number): void {
  const latest = useRef(actions);
  latest.current = actions;

  useEffect(() => {
    let first: FirstDigit | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      clearTimeout(timer);
      const begun = first;
      first = null;
      latest.current.begun(null);
      return begun;
    };
    const typed = (digit: number) => {
      const read = typeDigit(first, digit, performance.now(), total);
      settle();
      if (read.is === 'points') latest.current.give(read.points);
      else if (read.is === 'too-many') latest.current.tooMany();
      else {
        first = read.first;
        latest.current.begun(read.first.digit);
        timer = setTimeout(() => {
          const begun = settle();
          if (begun) latest.current.give(begun.digit);
        }, twoDigitsMs);
      }
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      const at = event.target instanceof Element ? event.target : null;
      if (at?.closest(takesKeys) || (event.key === 'Enter' && at?.closest(takesEnter))) return;
      const isDigit = /^[0-9]$/.test(event.key);
      const action = byKey[event.key];
      if (!isDigit && !action) return;
      event.preventDefault();
      // A key that is held down decides once.
      if (event.repeat && event.key !== 'j' && event.key !== 'k') return;
      if (isDigit) {
        typed(Number(event.key));
        return;
      }
      // What was begun is decided before anything else happens.
      const begun = settle();
      if (begun && action !== 'undo') latest.current.give(begun.digit);
      else if (!begun && action) latest.current[action]();
    };
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onKey);
      clearTimeout(timer);
    };
  }, [total]);
}
