'use client';

import { pathWithin } from '@/lib/pairing/field-path';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { WithNames } from '@/lib/ui/verbatim';
import { messages } from '../messages';
import { usePair } from './pair-context';

const words = messages.uncounted;

/** Says what of a part earns nothing because of who typed it, and offers to clear it. */
export function Uncounted({ partId, paths }: { partId: string; paths: readonly string[] }) {
  const { connection, state, announce } = usePair();
  const { fields, scores } = state.view;
  const names = scores[partId]?.uncounted?.names ?? [];
  const clear = () => {
    connection.commit(
      partId,
      paths.flatMap((path) => {
        const within = pathWithin(partId, path);
        return within === null ? [] : [{ path: within, value: Array.isArray(fields[path]?.value) ? [] : '' }];
      }),
    );
    announce(words.cleared);
  };
  return (
    <Notice tone="caution" title={<WithNames text={words.title(names.join(' and '))} names={names} />}>
      <div className="grid gap-3">
        <p className="text-sm">{words.explain}</p>
        <Button size="small" className="justify-self-start" onPress={clear}>
          {words.clear}
        </Button>
      </div>
    </Notice>
  );
}
