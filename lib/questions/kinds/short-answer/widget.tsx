'use client';

import { proseOf } from '@/lib/reading/evidence';
import type { Json } from '@/lib/schemas/json';
import { ConflictList } from '../../fields/conflict-list';
import { fieldText, keyMember } from '../../fields/field-text';
import { messages as fieldMessages } from '../../fields/messages';
import { plainQuestion } from '../../fields/subject';
import { SubjectText } from '../../fields/subject-text';
import type { WidgetProps } from '../../widget';
import { Claim } from './claim';
import { messages } from './messages';
import type { ShortAnswerSpec } from './spec';
import { WrittenField } from './written-field';

function textOr(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** A written explanation, or several with a field each. */
export function ShortAnswerWidget(props: WidgetProps<ShortAnswerSpec>) {
  const { spec, conflicts, submission, revealedKey } = props;
  const models = keyMember(revealedKey, 'fields') ?? null;
  const said = { ...props.said };
  for (const { id } of spec.fields ?? []) {
    const text = proseOf(fieldText(props.fields[id])).trim();
    said[id] = text === '' ? [] : [text];
  }
  /** What was found in a field; a response that is one text has no fields. */
  const quotesIn = (id: string | undefined) =>
    (submission?.concepts ?? []).flatMap(({ verdict, quote, field }) =>
      verdict === 'found' && quote && field === id ? [quote] : [],
    );
  return (
    <div className="grid gap-5">
      {spec.fields === null ? (
        <WrittenField
          part={props}
          path=""
          label={messages.label}
          rows={spec.rows}
          quotes={quotesIn(undefined)}
          model={textOr(keyMember(revealedKey, 'model'))}
        />
      ) : (
        spec.fields.map(({ id, label, rows, echo }) => (
          <WrittenField
            key={id}
            part={props}
            path={id}
            label={<SubjectText question={label} said={said} />}
            note={echo === null ? undefined : <Claim partId={echo} words={props.said[echo] ?? []} isOwn />}
            rows={rows}
            quotes={quotesIn(id)}
            model={textOr(keyMember(models, id))}
          />
        ))
      )}
      <ConflictList
        conflicts={conflicts}
        labelOf={(path) => {
          const field = spec.fields?.find(({ id }) => id === path);
          return field ? `“${plainQuestion(field.label)}”` : fieldMessages.part(props.partId);
        }}
        resolve={props.resolve}
      />
    </div>
  );
}
