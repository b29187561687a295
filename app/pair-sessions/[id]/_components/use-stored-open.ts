import { useEffect, useState } from 'react';

const prefix = 'open/';

/** Whether something on the page is open: closed at first, and after a reload as it was left in this tab. */
export function useStoredOpen(name: string): [boolean, (isOpen: boolean) => void] {
  const [isOpen, setIsOpen] = useState(false);
  // The server does not know what this tab remembers, so the page comes closed and opens here.
  useEffect(() => {
    try {
      if (sessionStorage.getItem(prefix + name) !== null) setIsOpen(true);
    } catch {
      // A browser that keeps nothing opens the page as it came.
    }
  }, [name]);
  return [
    isOpen,
    (next) => {
      setIsOpen(next);
      try {
        if (next) sessionStorage.setItem(prefix + name, '');
        else sessionStorage.removeItem(prefix + name);
      } catch {
        // Then it is closed again after a reload.
      }
    },
  ];
}
