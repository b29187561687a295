'use client';

import { useState } from 'react';

/** Says a message to screen readers, politely; shown to nobody. The same message again is said again. */
export function useLiveText(): [announce: (message: string) => void, region: React.ReactNode] {
  const [{ message, turn }, setSaid] = useState({ message: '', turn: 0 });
  const announce = (next: string) => setSaid((said) => ({ message: next, turn: said.turn + 1 }));
  const region = (
    <p role="status" className="sr-only">
      {/* A new key makes a new node, so that an equal sentence counts as a change. */}
      <span key={turn}>{message}</span>
    </p>
  );
  return [announce, region];
}
