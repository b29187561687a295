'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';

interface LargeCodeProps {
  code: string;
  /** The section's. */
  title: string;
  /** What people type into a browser. */
  address: string;
  /** The address as a picture; null where only this machine opens it. */
  picture: ReactNode;
}

/** The class code, on demand as large as the screen, to be read from the last row of a room. */
export function LargeCode({ code, title, address, picture }: LargeCodeProps) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button size="small" variant="quiet" onPress={() => setIsOpen(true)}>
        <span>Code</span>
        <span className="sr-only">to show large:</span>
        <span translate="no" className="font-mono tracking-[0.1em]">
          {code}
        </span>
      </Button>
      {isOpen && (
        <Dialog
          title={`Join ${title}`}
          onClose={close}
          size="screen"
          actions={
            <Button onPress={close} variant="primary">
              Close
            </Button>
          }
        >
          <div className="grid items-center justify-items-center gap-6 text-center sm:grid-flow-col sm:gap-10">
            <div className="grid gap-4">
              <p
                role="img"
                translate="no"
                aria-label={`Code ${Array.from(code).join(' ')}`}
                className="font-mono text-[clamp(3rem,13vw,11rem)] leading-none font-semibold tracking-[0.08em]"
              >
                {code}
              </p>
              <p translate="no" className="font-mono text-[clamp(1rem,2.4vw,2.25rem)] wrap-anywhere">
                {address}
              </p>
            </div>
            {picture && <div className="w-[min(70vw,46dvh)]">{picture}</div>}
          </div>
        </Dialog>
      )}
    </>
  );
}
