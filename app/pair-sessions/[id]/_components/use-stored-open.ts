import { useEffect, useState } from 'react';

const prefix = 'open/';

/** Whether something on the page is open: closed at first; after a reload, as this tab left it. */
export function useStoredOpen(name: string): [boolean, (isOpen: boolean) => void] {
  const [isOpen, setIsOpen] = useState(false);
  // The server does not know what this tab remembers, so the page comes closed and opens here.
  useEffect(() => {
    try {
      if (sessionStorage.getItem(prefix + name) !== null) setIsOpen(true);
    } catch {
      // Without session storage it stays closed.
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
        // Without session storage it is closed again after a reload.
      }
    },
  ];
}
