'use client';

import { useSyncExternalStore } from 'react';

const neverChanges = () => () => {};

/**
 * False on the server and while the page comes to life: for what a page need not carry twice, as text and as data, and
 * for what works only once the page is alive.
 */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
}
