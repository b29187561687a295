'use client';

import type { FieldConflict } from '@/lib/client/field-edits';
import type { Json } from '@/lib/schemas/json';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { WithNames } from '@/lib/ui/verbatim';
import { messages } from './messages';

interface ConflictListProps {
  conflicts: readonly FieldConflict[];
  /** Names a field: "row 3, column 2". */
  labelOf(path: string): string;
  /** A value of a field for people. */
  show?(value: Json): string;
  resolve(path: string, choice: 'keep' | 'replace'): void;
}

function showText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Two versions of a field side by side; a person says which one stays. */
export function ConflictList({ conflicts, labelOf, show = showText, resolve }: ConflictListProps) {
  return conflicts.map(({ path, mine, theirs, by }) => {
    const name = by || messages.conflict.partner;
    const said = (text: string) => <WithNames text={text} names={by ? [by] : []} />;
    return (
      <Notice key={path} tone="caution" title={said(messages.conflict.title(name))}>
        <section className="grid gap-3" aria-label={messages.conflict.place(labelOf(path))}>
          <p className="text-sm text-muted">{messages.conflict.place(labelOf(path))}</p>
          <dl className="grid gap-3 sm:grid-cols-2">
            {[
              { who: messages.conflict.yours, value: mine },
              { who: name, value: theirs },
            ].map(({ who, value }) => (
              <div key={who} className="min-w-0 rounded-md border border-line bg-surface p-3">
                <dt className="text-sm text-muted">{said(who)}</dt>
                <dd className="max-h-40 overflow-auto font-mono wrap-break-word whitespace-pre-wrap">
                  {show(value) || messages.empty}
                </dd>
              </div>
            ))}
          </dl>
          <div className="flex flex-wrap gap-2">
            <Button onPress={() => resolve(path, 'keep')}>{messages.conflict.mine}</Button>
            <Button onPress={() => resolve(path, 'replace')}>{said(messages.conflict.theirs(name))}</Button>
          </div>
        </section>
      </Notice>
    );
  });
}
