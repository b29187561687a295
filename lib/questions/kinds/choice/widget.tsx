'use client';

import { useId } from 'react';
import type { Json } from '@/lib/schemas/json';
import { VerdictMark } from '@/lib/ui/verdict-mark';
import { ConflictList } from '../../fields/conflict-list';
import { keyMember } from '../../fields/field-text';
import looks from '../../fields/fields.module.css';
import { messages as fieldMessages } from '../../fields/messages';
import { PartnerTag } from '../../fields/partner-tag';
import type { WidgetProps } from '../../widget';
import type { ChoiceSpec } from './kind';
import { messages } from './messages';

function chosenIds(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.filter((id) => typeof id === 'string');
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** One option of several, or some of them; saved when it is chosen. */
export function ChoiceWidget(props: WidgetProps<ChoiceSpec>) {
  const { spec, fields, conflicts, revealedKey, isReadOnly, partnerAt, commit, focus } = props;
  const name = useId();
  const chosen = chosenIds(fields['']?.value);
  const right = chosenIds(keyMember(revealedKey, 'correct'));
  const partner = partnerAt[''];
  const labelOf = (id: string) => spec.options.find((option) => option.id === id)?.label ?? id;

  const choose = (id: string, isChosen: boolean) => {
    if (!spec.several) return commit([{ path: '', value: id }]);
    const next = isChosen ? [...chosen, id] : chosen.filter((other) => other !== id);
    // In the order of the options, so that two people who choose the same send the same value.
    const value = spec.options.map((option) => option.id).filter((option) => next.includes(option));
    commit([{ path: '', value }]);
  };

  return (
    <div className="relative grid gap-3">
      {spec.several && <p className="text-sm text-muted">{messages.several}</p>}
      <fieldset
        role={spec.several ? 'group' : 'radiogroup'}
        aria-labelledby={props.labelledBy}
        aria-describedby={props.describedBy}
        className="grid gap-2 sm:grid-cols-2 print:break-inside-avoid"
        onFocus={() => focus('')}
        onBlur={() => focus(null)}
      >
        {spec.options.map(({ id, label }) => {
          const isChosen = chosen.includes(id);
          return (
            <label key={id} className={looks.option} data-chosen={isChosen || undefined}>
              <input
                type={spec.several ? 'checkbox' : 'radio'}
                name={name}
                value={id}
                checked={isChosen}
                disabled={isReadOnly}
                onChange={(event) => choose(id, event.target.checked)}
              />
              <span className="min-w-0 flex-1">{label}</span>
              {revealedKey !== null && (
                <span data-solution="">
                  {right.includes(id) && <VerdictMark verdict="correct" label={fieldMessages.isKey} />}
                  {isChosen && !right.includes(id) && (
                    <VerdictMark verdict="incorrect" label={messages.chosen} />
                  )}
                </span>
              )}
            </label>
          );
        })}
      </fieldset>
      {/* On the edge, where it moves nothing when the partner comes and goes. */}
      {partner && (
        <span className="absolute end-3 -top-3 flex">
          <PartnerTag name={partner} />
        </span>
      )}
      <ConflictList
        conflicts={conflicts}
        labelOf={() => fieldMessages.part(props.partId)}
        show={(value) => chosenIds(value).map(labelOf).join(', ')}
        resolve={props.resolve}
      />
    </div>
  );
}
