'use client';

import { useEffect, useRef } from 'react';
import { CopyButton } from '@/lib/ui/copy-button';
import { Notice } from '@/lib/ui/notice';

/** Recovery codes that were just made: shown once, so the focus goes here. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const box = useRef<HTMLDivElement>(null);
  // New ones take the focus again.
  useEffect(() => {
    if (codes.length > 0) box.current?.focus();
  }, [codes]);
  return (
    <div ref={box} tabIndex={-1} className="rounded-md">
      <Notice tone="caution" title="Keep these recovery codes now. They are not shown again.">
        <p>
          Each signs you in once if you do not have your app. Print them, or keep them where you keep
          passwords; not only on your telephone.
        </p>
        <ul aria-label="Recovery codes" className="grid gap-1 font-mono text-xs sm:grid-cols-2 sm:text-sm">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <CopyButton text={codes.join('\n')} label="Copy the codes" />
      </Notice>
    </div>
  );
}
