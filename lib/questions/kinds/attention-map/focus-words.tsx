'use client';

import { useId } from 'react';
import { messages as fieldMessages } from '../../fields/messages';
import styles from './map.module.css';
import { messages } from './messages';

interface FocusWordsProps {
  words: readonly string[];
  chosen: readonly number[];
  most: number;
  isReadOnly: boolean;
  /** Indices that the key names, once the page is turned. */
  keyWords: readonly number[] | null;
  change(chosen: number[]): void;
  onFocus(): void;
  onLeave(): void;
}

/** The words that a prediction looks at most, picked from the block. */
export function FocusWords(props: FocusWordsProps) {
  const { words, chosen, most, isReadOnly, keyWords, change } = props;
  const id = useId();
  return (
    <fieldset
      className={styles.focus}
      aria-describedby={`${id}-help`}
      onFocus={props.onFocus}
      onBlur={props.onLeave}
    >
      <legend className={styles.title}>{messages.focusTitle}</legend>
      <p id={`${id}-help`} className={styles.note}>
        {messages.focusHelp(most)}
      </p>
      <div className={styles.chips}>
        {words.map((word, index) => {
          const isChosen = chosen.includes(index);
          const isFull = !isChosen && chosen.length >= most;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its place is its identity
            <label key={index} className={styles.chip} data-chosen={isChosen || undefined}>
              <input
                type="checkbox"
                checked={isChosen}
                disabled={isReadOnly || isFull}
                onChange={(event) =>
                  change(
                    event.target.checked
                      ? [...chosen, index].sort((a, b) => a - b)
                      : chosen.filter((other) => other !== index),
                  )
                }
              />
              <span>{word}</span>
              {keyWords?.includes(index) && (
                <span data-solution="" className={styles.inKey}>
                  {fieldMessages.isKey}
                </span>
              )}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
