'use client';

import { type ComponentType, type ReactNode, useId, useMemo } from 'react';
import { fieldPath, ownPartId } from '@/lib/pairing/field-path';
import type { WidgetProps } from '@/lib/questions/widget';
import type { OwnAnswerView, PartView } from '@/lib/schemas/pair-view';
import { usePair, usePartSlice } from '../pair-context';
import { useSaid } from '../use-said';
import { VerdictPanel } from '../verdict-panel';

interface OwnAnswerProps {
  part: PartView;
  widget: ComponentType<WidgetProps>;
  answer: OwnAnswerView;
  title: ReactNode;
  isReadOnly: boolean;
  comparison: WidgetProps['comparison'];
  /** Of the element with the part's prompt. */
  describedBy: string;
}

const nobody: WidgetProps['partnerAt'] = {};
const noTyping: WidgetProps['partnerTyping'] = {};
const noHelp: WidgetProps['verdictHelp'] = {};
const noCarets: WidgetProps['partnerCarets'] = {};
const noConflicts: WidgetProps['conflicts'] = [];
/** What is written alone is nobody's to follow, and is merged with nothing. */
const untold = () => {};

/** The widget of a part on the fields of one person alone. */
export function OwnAnswer({
  part,
  widget: Widget,
  answer,
  title,
  isReadOnly,
  comparison,
  describedBy,
}: OwnAnswerProps) {
  const id = useId();
  const { connection, state } = usePair();
  const ownId = ownPartId(part.id, answer.id);
  const { fields, conflicts } = usePartSlice(state, ownId);
  const { view } = state;
  const said = useSaid(state, part.namedParts);
  const handlers = useMemo(
    () => ({
      draft: (edit: Parameters<WidgetProps['draft']>[0]) => connection.draft(ownId, edit),
      commit: (edits: Parameters<WidgetProps['commit']>[0]) => connection.commit(ownId, edits),
      resolve: (path: string, choice: 'keep' | 'replace') =>
        connection.resolve(fieldPath(ownId, path), choice),
    }),
    [connection, ownId],
  );
  return (
    <section
      aria-labelledby={`${id}-title`}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3"
    >
      <h4 id={`${id}-title`} className="font-sans text-base font-semibold">
        {title}
      </h4>
      <Widget
        partId={part.id}
        spec={part.spec}
        fields={fields}
        conflicts={isReadOnly ? noConflicts : conflicts}
        submission={answer.submission ?? null}
        revealedKey={view.revealed.includes(part.id) ? (view.keys[part.id] ?? null) : null}
        isReadOnly={isReadOnly}
        comparison={comparison}
        said={said}
        verdictHelp={part.verdictHelp ?? noHelp}
        partnerAt={nobody}
        partnerTyping={noTyping}
        partnerCarets={noCarets}
        labelledBy={`${id}-title`}
        describedBy={describedBy}
        focus={untold}
        joinText={untold}
        {...handlers}
      />
      {answer.submission && (
        // It was no attempt, so none is counted here.
        <VerdictPanel
          partId={ownId}
          submission={{ ...answer.submission, attempt: null }}
          isChanged={false}
          remark={null}
        />
      )}
    </section>
  );
}
