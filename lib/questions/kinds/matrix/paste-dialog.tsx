'use client';

import { useId, useState } from 'react';
import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';
import { ScrollRegion } from '@/lib/ui/scroll-region';
import looks from '../../fields/fields.module.css';
import { messages as fieldMessages } from '../../fields/messages';
import { type PastePlan, planPaste } from './block-paste';
import type { CellEdit } from './fill';
import styles from './grid.module.css';
import type { GridShape, Place } from './grid-keys';
import { messages } from './messages';

interface PasteDialogProps {
  /** What came from the clipboard; '' to begin with an empty field. */
  text: string;
  at: Place;
  shape: GridShape;
  place(edits: readonly CellEdit[]): void;
  close(): void;
}

const mostListed = 5;

/** Shows what a pasted text would place, with the cells that cannot be read, before anything changes. */
export default function PasteDialog({ text: pasted, at, shape, place, close }: PasteDialogProps) {
  const id = useId();
  const [text, setText] = useState(pasted);
  const plan = text.trim() === '' ? null : planPaste(text, at, shape);
  // Where labels were seen, a person looks before Enter places the numbers.
  const hasRemark = plan?.ok === true && plan.remark !== null;
  const count = plan?.ok ? plan.edits.length : 0;
  return (
    <Dialog
      title={messages.paste.title}
      size="wide"
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{messages.paste.cancel}</Button>
          <Button
            variant="primary"
            autoFocus={count > 0 && !hasRemark}
            isDisabled={count === 0}
            onPress={() => {
              if (plan?.ok) place(plan.edits);
              close();
            }}
          >
            {messages.paste.place(count)}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid gap-1.5">
          <label htmlFor={id} className="text-sm font-medium">
            {messages.paste.text}
          </label>
          <textarea
            id={id}
            className={`${looks.field} h-28 resize-y font-mono text-sm`}
            spellCheck={false}
            autoCapitalize="off"
            value={text}
            aria-describedby={`${id}-help`}
            onChange={(event) => setText(event.target.value)}
          />
          <p id={`${id}-help`} className="text-sm text-muted">
            {messages.paste.help}
          </p>
        </div>
        <div role="status">{plan ? <Preview plan={plan} shape={shape} /> : messages.paste.nothing}</div>
      </div>
    </Dialog>
  );
}

function Preview({ plan, shape }: { plan: PastePlan; shape: GridShape }) {
  if (!plan.ok) return <p className="text-caution">{plan.problem}</p>;
  const { rows, at, unreadable, outside, remark } = plan;
  const isWhole = rows.length === shape.rows && rows[0]?.length === shape.columns;
  const placeName = (row: number, column: number) =>
    messages.grid.placeStart(at.row + row, at.column + column);
  return (
    <div className="grid gap-3">
      <p className="text-sm text-muted">
        {isWhole
          ? messages.paste.whole
          : messages.paste.lands(rows.length, rows[0]?.length ?? 0, fieldMessages.place(at.row, at.column))}
      </p>
      {remark !== null && <p className="text-sm text-caution">{remark}</p>}
      <ScrollRegion className={styles.previewScroller} label={messages.paste.preview}>
        <table className={styles.preview}>
          <caption className="sr-only">{messages.paste.preview}</caption>
          <tbody>
            {rows.map((row, rowIndex) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text have no other identity
              <tr key={rowIndex}>
                {row.map((cell, columnIndex) => {
                  const isUnreadable = unreadable.some(
                    (one) => one.row === rowIndex && one.column === columnIndex,
                  );
                  const isOutside =
                    at.row + rowIndex >= shape.rows || at.column + columnIndex >= shape.columns;
                  return (
                    <td
                      // biome-ignore lint/suspicious/noArrayIndexKey: cells of a text have no other identity
                      key={columnIndex}
                      data-unreadable={isUnreadable || undefined}
                      data-outside={isOutside || undefined}
                    >
                      <span translate="no">{cell}</span>
                      {isUnreadable && <span aria-hidden="true"> ?</span>}
                      {isUnreadable && <span className="sr-only">{` ${messages.grid.unreadable}`}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {unreadable.length > 0 && (
        <div className="text-sm text-caution">
          <p>{messages.paste.unreadable(unreadable.length)}</p>
          <ul className="list-disc pl-5">
            {unreadable.slice(0, mostListed).map(({ row, column, message }) => (
              <li key={`${row}/${column}`}>
                {messages.paste.unreadableCell(placeName(row, column), message)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {outside > 0 && <p className="text-sm text-caution">{messages.paste.outside(outside)}</p>}
      {rows.some((row) => row.includes('')) && <p className="text-sm text-muted">{messages.paste.blank}</p>}
    </div>
  );
}
