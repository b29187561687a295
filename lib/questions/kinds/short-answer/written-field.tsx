import type { ReactNode } from 'react';
import { fieldText } from '../../fields/field-text';
import { ModelResponse } from '../../fields/model-response';
import { WritingField } from '../../fields/writing-field';
import type { WidgetProps } from '../../widget';
import { messages } from './messages';
import type { ShortAnswerSpec } from './spec';

interface WrittenFieldProps {
  part: WidgetProps<ShortAnswerSpec>;
  /** Path of the field within the part. */
  path: string;
  label: ReactNode;
  /** Stands between the label and the text. */
  note?: ReactNode;
  rows: number;
  /** What the rubric found in this field, verbatim. */
  quotes: readonly string[];
  /** A model response, once the page is turned. */
  model: string | null;
}

/** One text of a written response; saved while it is typed. */
export function WrittenField({ part, path, label, note, rows, quotes, model }: WrittenFieldProps) {
  const { spec } = part;
  return (
    <div className="grid gap-3">
      <WritingField
        label={label}
        note={note}
        text={fieldText(part.fields[path])}
        rows={rows}
        maxLength={spec.maxLength}
        placeholder={spec.placeholder}
        isReadOnly={part.isReadOnly}
        partner={part.partnerAt[path]}
        partnerCaret={part.partnerCarets[path]}
        describedBy={part.describedBy}
        onDraft={(value) => part.draft({ path, value })}
        onCommit={(value) => part.commit([{ path, value }])}
        onFocus={() => {
          part.joinText(path);
          part.focus(path);
        }}
        onCaret={(index) => part.focus(path, index)}
        onLeave={() => part.focus(null)}
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
      {model !== null && <ModelResponse text={model} />}
    </div>
  );
}
