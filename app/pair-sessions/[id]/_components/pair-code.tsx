'use client';

import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/lib/ui/button';
import { CopyButton } from '@/lib/ui/copy-button';
import { messages } from '../messages';
import styles from './worksheet.module.css';

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
      <p className={styles.codeLabel}>{messages.pair.code}</p>
      <p role="img" className={styles.code} aria-label={messages.pair.spelledCode(code)}>
        {code}
      </p>
      <p className={styles.aside}>{joining ? messages.pair.codeOrQrHelp : messages.pair.codeHelp}</p>
      <div className={styles.codeRow}>
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
        <div id={`${id}-picture`} hidden={!isShown} className={styles.picture}>
          {joining.picture}
          <p className={styles.address}>{joining.address}</p>
        </div>
      )}
    </>
  );
}
