'use client';

import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/lib/ui/button';
import { CopyButton } from '@/lib/ui/copy-button';
import { messages } from '../messages';
import { asideLook } from './aside-look';

interface PairCodeProps {
  code: string;
  joining: { address: string; picture: ReactNode } | null;
}

/** The code that a partner types, large enough to be read across a table, and its picture for a phone. */
export function PairCode({ code, joining }: PairCodeProps) {
  const id = useId();
  const [isShown, setIsShown] = useState(false);
  return (
    <>
      <p className="text-[0.875rem] text-muted">{messages.pair.code}</p>
      <p
        role="img"
        translate="no"
        className="font-mono text-[1.5rem] leading-none font-semibold tracking-[0.12em]"
        aria-label={messages.pair.spelledCode(code)}
      >
        {code}
      </p>
      <p className={asideLook}>{joining ? messages.pair.codeOrQrHelp : messages.pair.codeHelp}</p>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={code} label={messages.pair.copyCode} />
        {joining && (
          <Button
            size="small"
            aria-expanded={isShown}
            aria-controls={`${id}-picture`}
            onPress={() => setIsShown(!isShown)}
          >
            {isShown ? messages.pair.hideQr : messages.pair.showQr}
          </Button>
        )}
      </div>
      {joining && (
        <div
          id={`${id}-picture`}
          hidden={!isShown}
          className="w-full [&_svg]:h-auto [&_svg]:w-full [&_svg]:max-w-56 [&_svg]:rounded-md [&_svg]:bg-white [&_svg]:p-3"
        >
          <div>{joining.picture}</div>
          <p translate="no" className="font-mono text-[0.8125rem] leading-[1.4] font-normal wrap-anywhere">
            {joining.address}
          </p>
        </div>
      )}
    </>
  );
}
