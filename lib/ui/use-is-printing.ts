import { useSyncExternalStore } from 'react';

function listen(onChange: () => void): () => void {
  const query = window.matchMedia('print');
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Whether the page is being printed now: for what stands otherwise on paper than style sheets can say. */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(
    listen,
    () => window.matchMedia('print').matches,
    () => false,
  );
}
