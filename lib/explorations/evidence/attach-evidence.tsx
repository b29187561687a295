import { useState } from 'react';
import { splitFieldPath } from '@/lib/pairing/field-path';
import { type Evidence, makeEvidence } from '@/lib/reading/evidence';
import { Button } from '@/lib/ui/button';
import type { ExplorationProps } from '../exploration';
import { readTexts } from '../settings';
import { messages } from './messages';

type AttachEvidenceProps = Pick<ExplorationProps, 'settings' | 'attach' | 'announce'> & {
  /** What is seen now. */
  view: Evidence;
};

/** Buttons that attach what an exploration shows now to the texts that its settings name under `evidence`. */
export function AttachEvidence({ settings, attach, announce, view }: AttachEvidenceProps) {
  const [attached, setAttached] = useState<{ path: string; problem: string | null } | null>(null);
  const evidence = makeEvidence(view);
  if (attach === null || evidence === null) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {readTexts(settings.evidence).map((path) => (
        <Button
          key={path}
          size="small"
          onPress={() => {
            const stored = attach(path, evidence);
            announce(stored.ok ? messages.attached(path) : stored.message);
            setAttached({ path, problem: stored.ok ? null : stored.message });
          }}
        >
          {messages.attach(path)}
        </Button>
      ))}
      {attached && (
        <p className="flex flex-wrap items-center gap-x-3">
          <span>{attached.problem ?? messages.attached(attached.path)}</span>
          <a href={`#part-${splitFieldPath(attached.path).partId}`}>{messages.see(attached.path)}</a>
        </p>
      )}
    </div>
  );
}
