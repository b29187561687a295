import { useLayoutEffect, useRef, useState } from 'react';
import { type SharedTexts, withComposed } from './composed-text';

/** What a field shows while an input method, a dead key or dictation composes in it. */
export interface Composition {
  /** The text of the field: its own while somebody composes, so that no edit of the partner breaks that off. */
  shown: string;
  isComposing(): boolean;
  start(): void;
  /** Notes what the field holds while composing. */
  change(composed: string): void;
  /** Ends composing; returns the text with what was composed and what the partner wrote meanwhile. */
  end(composed: string): string;
}

export function useComposition(text: string): Composition {
  const [composed, setComposed] = useState<string | null>(null);
  const shared = useRef<SharedTexts | null>(null);
  // Each change by itself, because two edits of the partner at both ends would look like one of everything between.
  useLayoutEffect(() => {
    if (shared.current && shared.current.at(-1) !== text) shared.current = [...shared.current, text];
  }, [text]);
  return {
    shown: composed ?? text,
    isComposing: () => shared.current !== null,
    start() {
      shared.current = [text];
      setComposed(text);
    },
    change: setComposed,
    end(typed) {
      const merged = withComposed(shared.current ?? [text], typed);
      shared.current = null;
      setComposed(null);
      return merged;
    },
  };
}
