import { memo, useId, useMemo, useState } from 'react';
import looks from '@/lib/questions/fields/fields.module.css';
import type { Corpus } from './corpus';
import { messages } from './messages';
import styles from './trained.module.css';

const mostShown = 12;

/** What the model is and is not, with every sentence that it has read; kept while the slider moves. */
export const AboutModel = memo(function AboutModel({ corpus }: { corpus: Corpus }) {
  const id = useId();
  const [asked, setAsked] = useState('');
  // There are some 1,500 sentences.
  const found = useMemo(() => {
    const wanted = asked.trim().toLowerCase().split(/\s+/);
    return corpus.sentences.filter((sentence) => wanted.every((word) => sentence.includes(word)));
  }, [asked, corpus]);
  return (
    <details className={styles.twin}>
      <summary>{messages.about}</summary>
      <div className={styles.section}>
        <ul className={styles.points}>
          {messages.aboutPoints.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ul>
        <div className="grid gap-1">
          <label htmlFor={`${id}-search`} className="text-sm font-medium">
            {messages.search}
          </label>
          <input
            id={`${id}-search`}
            type="search"
            className={looks.field}
            autoComplete="off"
            maxLength={100}
            value={asked}
            onChange={(event) => setAsked(event.target.value)}
          />
        </div>
        <p role="status">{messages.found(found.length)}</p>
        <ul className={styles.sentences} translate="no">
          {found.slice(0, mostShown).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {found.length > mostShown && (
          <p className={styles.note}>{messages.andMore(found.length - mostShown)}</p>
        )}
        <p className={styles.caption}>{messages.heldOut}</p>
        <ul className={styles.sentences} translate="no">
          {corpus.heldOut.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    </details>
  );
});
