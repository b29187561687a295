import { useEffect, useEffectEvent, useRef, useState } from 'react';

const turnMs = 900;

/** True while the page of a part turns after a reveal; false where it was already revealed when this page loaded. */
export function useTurning(isRevealed: boolean, onTurned: () => void): boolean {
  const [isTurning, setIsTurning] = useState(false);
  const wasRevealed = useRef(isRevealed);
  const tell = useEffectEvent(onTurned);
  // A turn takes time: it begins when the part is revealed, and a timer ends it.
  useEffect(() => {
    if (wasRevealed.current === isRevealed) return;
    wasRevealed.current = isRevealed;
    if (!isRevealed) return;
    setIsTurning(true);
    tell();
    const timer = setTimeout(() => setIsTurning(false), turnMs);
    return () => clearTimeout(timer);
  }, [isRevealed]);
  return isTurning;
}
