import { Fragment } from 'react';
import { subjectPieces } from './subject';

interface SubjectTextProps {
  question: string;
  /** What is said under each name that the question may hold, in words. */
  said: Readonly<Record<string, readonly string[]>>;
}

const lists = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** A question with what the pair says elsewhere in the place of its names. */
export function SubjectText({ question, said }: SubjectTextProps) {
  // Every piece has an element of its own: React loses a bare text that a translation of the page has replaced.
  return (
    <span>
      {subjectPieces(question).map((piece, index) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one question stay where they are
        if (piece.type === 'text') return <span key={index}>{piece.text}</span>;
        if (piece.type === 'code') {
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <code key={index} translate="no">
              {piece.text}
            </code>
          );
        }
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        return <Said key={index} words={said[piece.name] ?? []} />;
      })}
    </span>
  );
}

/** Words as a list in a sentence: spring, happy and planning. */
function Said({ words }: { words: readonly string[] }) {
  if (words.length === 0) return <span>…</span>;
  let place = 0;
  return lists.formatToParts(words).map(({ type, value }) => {
    place += 1;
    return <Fragment key={place}>{type === 'element' ? <em>{value}</em> : <span>{value}</span>}</Fragment>;
  });
}
