import { type CSSProperties, memo, useId } from 'react';
import { Button } from '@/lib/ui/button';
import { formatPercent } from '@/lib/ui/format-number';
import { messages } from './messages';
import styles from './trained.module.css';

interface WordChoiceProps {
  vocabulary: readonly string[];
  words: readonly string[];
  isChanged: boolean;
  onChange(words: readonly string[]): void;
  onReset(): void;
}

interface NextWordsProps extends WordChoiceProps {
  likeliest: readonly { word: string; chance: number }[];
}

/** Eight words to choose from, and what the model expects after them. */
export function NextWords({ likeliest, ...choice }: NextWordsProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={`${id}-title`}>
      <h4 id={`${id}-title`} className={`${styles.heading} print:hidden`}>
        {messages.change}
      </h4>
      <p className={`${styles.note} print:hidden`}>{messages.changeHelp}</p>
      <WordChoice {...choice} />
      <p id={`${id}-next`} className={styles.caption}>
        {messages.predictions}
      </p>
      <ol className={styles.predictions} aria-labelledby={`${id}-next`}>
        {likeliest.map(({ word, chance }) => (
          <li key={word}>
            <span translate="no" className={styles.nextWord}>
              {word}
            </span>
            <span
              aria-hidden="true"
              className={styles.track}
              // React's type of styles knows no custom properties.
              style={{ '--share': chance } as CSSProperties}
            />
            <span translate="no" className={styles.percent}>
              {formatPercent(chance, 1)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Kept while the slider moves: its lists hold some 300 words, and none of them changes then. */
const WordChoice = memo(function WordChoice(props: WordChoiceProps) {
  const { vocabulary, words, isChanged, onChange, onReset } = props;
  return (
    <div className={styles.words} translate="no">
      {words.map((word, place) => (
        <select
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may occur twice; its place is its identity
          key={place}
          aria-label={messages.place(place + 1)}
          className={styles.select}
          value={word}
          onChange={(event) => onChange(words.with(place, event.target.value))}
        >
          {vocabulary.map((known) => (
            <option key={known} value={known}>
              {known}
            </option>
          ))}
        </select>
      ))}
      {isChanged && (
        <Button size="small" onPress={onReset}>
          {messages.reset}
        </Button>
      )}
    </div>
  );
});
