'use client';

import { formatNumber } from '@/lib/ui/format-number';
import { ConflictList } from '../../fields/conflict-list';
import { fieldText } from '../../fields/field-text';
import { messages as fieldMessages } from '../../fields/messages';
import { NumberField } from '../../fields/number-field';
import type { WidgetProps } from '../../widget';
import type { NumberSpec } from './kind';
import { messages } from './messages';
import { revealedText } from './range-text';

/** One number, as typed; checked by the server when the field is left. */
export function NumberWidget(props: WidgetProps<NumberSpec>) {
  const { spec, fields, conflicts, revealedKey, isReadOnly, partnerAt } = props;
  return (
    <div className="grid gap-3">
      <NumberField
        label={messages.label}
        text={fieldText(fields[''])}
        verdict={fields['']?.verdict}
        reading={spec.reading}
        unit={spec.unit}
        isReadOnly={isReadOnly}
        partner={partnerAt['']}
        partnerTyping={props.partnerTyping['']}
        verdictHelp={props.verdictHelp}
        help={messages.help}
        describedBy={props.describedBy}
        onDraft={(value) => props.draft({ path: '', value })}
        onCommit={(value) => props.commit([{ path: '', value }])}
        onFocus={() => props.focus('')}
        onLeave={() => props.focus(null)}
      />
      {revealedKey !== null && (
        <p data-solution="">
          <span className="text-muted">{`${fieldMessages.key}: `}</span>
          <span translate="no" className="font-mono">
            {[revealedText(revealedKey, (value) => formatNumber(value, 6)), spec.unit]
              .filter(Boolean)
              .join(' ')}
          </span>
        </p>
      )}
      <ConflictList
        conflicts={conflicts}
        labelOf={() => fieldMessages.part(props.partId)}
        resolve={props.resolve}
      />
    </div>
  );
}
