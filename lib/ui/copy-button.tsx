'use client';

import { useState } from 'react';
import { Button } from './button';
import { copyToClipboard } from './copy-to-clipboard';
import { WithNames } from './verbatim';

/** Copies a text and says so. Where the browser forbids it, the text is shown marked, to be copied by hand. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [outcome, setOutcome] = useState<'idle' | 'copied' | 'failed'>('idle');
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Button
        size="small"
        onPress={async () => setOutcome((await copyToClipboard(text)) ? 'copied' : 'failed')}
      >
        {label}
      </Button>
      <span role="status" className="text-sm text-muted">
        {outcome === 'copied' && <span>Copied.</span>}
        {outcome === 'failed' && <WithNames text={`Copy it by hand: ${text}`} names={[text]} />}
      </span>
    </span>
  );
}
