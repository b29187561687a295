'use client';

import type { ExplorationProps, KeptPart } from '@/lib/explorations/exploration';
import { explorations } from '@/lib/explorations/explorations';
import { readParts, readTexts } from '@/lib/explorations/settings';
import type { ExplorationName } from '@/lib/worksheets/explorations';
import { usePair } from './pair-context';
import { partSlice } from './part-slice';

interface ExplorationSlotProps {
  name: ExplorationName;
  settings: ExplorationProps['settings'];
}

/** An exploration where its author placed it, with the parts that it keeps for the pair. */
export function ExplorationSlot({ name, settings }: ExplorationSlotProps) {
  const { connection, state, shared, share, announce } = usePair();
  const { view } = state;
  const Exploration = explorations[name];
  const isLocked = (id: string) =>
    view.status !== 'open' || view.revealed.includes(id) || view.handedIn.includes(id);

  const parts: Record<string, KeptPart> = {};
  for (const [role, partId] of Object.entries(readParts(settings))) {
    if (!view.parts.some(({ id }) => id === partId)) continue;
    parts[role] = {
      fields: partSlice(state, partId).fields,
      isReadOnly: isLocked(partId),
      commit: (edits) => connection.commit(partId, edits),
    };
  }
  const takesEvidence = readTexts(settings.evidence).some((id) => !isLocked(id));
  const attach = (partId: string, sentence: string) => {
    const text = partSlice(state, partId).fields['']?.value;
    const before = typeof text === 'string' && text !== '' ? `${text.trimEnd()}\n` : '';
    connection.commit(partId, [{ path: '', value: `${before}${sentence}` }]);
  };
  return (
    <Exploration
      settings={settings}
      seed={view.seed}
      parts={parts}
      shared={shared}
      share={share}
      attach={takesEvidence ? attach : null}
      announce={announce}
    />
  );
}
