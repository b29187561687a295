'use client';

import { ConflictList } from '../../fields/conflict-list';
import { fieldText, keyMember } from '../../fields/field-text';
import { messages as fieldMessages } from '../../fields/messages';
import { ModelResponse } from '../../fields/model-response';
import { WritingField } from '../../fields/writing-field';
import type { WidgetProps } from '../../widget';
import type { ShortAnswerSpec } from './kind';
import { messages } from './messages';

/** A written explanation; saved while it is typed. */
export function ShortAnswerWidget(props: WidgetProps<ShortAnswerSpec>) {
  const { spec, fields, conflicts, submission, revealedKey, isReadOnly, partnerAt } = props;
  const model = keyMember(revealedKey, 'model');
  const quotes = (submission?.concepts ?? []).flatMap(({ verdict, quote }) =>
    verdict === 'found' && quote ? [quote] : [],
  );
  return (
    <div className="grid gap-3">
      <WritingField
        label={messages.label}
        text={fieldText(fields[''])}
        rows={spec.rows}
        maxLength={spec.maxLength}
        placeholder={spec.placeholder}
        isReadOnly={isReadOnly}
        partner={partnerAt['']}
        partnerCaret={props.partnerCarets['']}
        describedBy={props.describedBy}
        onDraft={(value) => props.draft({ path: '', value })}
        onCommit={(value) => props.commit([{ path: '', value }])}
        onFocus={() => {
          props.joinText('');
          props.focus('');
        }}
        onCaret={(index) => props.focus('', index)}
        onLeave={() => props.focus(null)}
      />
      {quotes.length > 0 && (
        <div className="grid gap-1 text-sm">
          <p className="text-muted">{messages.foundIn}</p>
          <ul className="flex flex-wrap gap-2">
            {[...new Set(quotes)].map((quote) => (
              <li key={quote} className="rounded-md bg-sunken px-2 py-1">
                {`“${quote}”`}
              </li>
            ))}
          </ul>
        </div>
      )}
      {typeof model === 'string' && <ModelResponse text={model} />}
      <ConflictList
        conflicts={conflicts}
        labelOf={() => fieldMessages.part(props.partId)}
        resolve={props.resolve}
      />
    </div>
  );
}
