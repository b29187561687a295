'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, Suspense } from 'react';
import type { PairView } from '@/lib/schemas/pair-view';
import { messages } from '../messages';
import { Overview } from './overview';
import { PairProvider } from './pair-context';
import { PartCard } from './part-card';
import { PartnerPanel } from './partner-panel';
import { StatusBanner } from './status-banner';
import { SwapPrompt } from './swap-prompt';
import { Nearby, WhenNear } from './when-near';
import styles from './worksheet.module.css';

const NewNumbers = dynamic(() => import('./new-numbers').then(({ NewNumbers }) => NewNumbers));

export interface WorksheetQuestion {
  id: string;
  title: string;
  isScored: boolean;
  /** Round of the numbers that body and prompts show; null where the pair cannot ask for new ones. */
  round: number | null;
  body: ReactNode;
  /** Prompts, rendered on the server; parts that an exploration shows have none here. */
  parts: { id: string; prompt: ReactNode }[];
}

interface WorksheetProps {
  initial: PairView;
  title: string;
  credit: string;
  language: string;
  questions: WorksheetQuestion[];
  /** Where the partner's phone opens this pair, and its picture; null when no place is free. */
  joining: { address: string; picture: ReactNode } | null;
}

/** A pair's worksheet: who works on it, every question with its parts, and what became of them. */
export function Worksheet({ initial, title, credit, language, questions, joining }: WorksheetProps) {
  const scoredIds = questions.filter(({ isScored }) => isScored).map(({ id }) => id);
  return (
    <PairProvider initial={initial}>
      <div className={styles.page} lang={language}>
        <header className={styles.head}>
          <h1>{title}</h1>
        </header>
        <div className={styles.side}>
          <PartnerPanel joining={joining} />
          <Overview partIds={questions.flatMap(({ parts }) => parts.map(({ id }) => id))} />
        </div>
        <div className={styles.main}>
          <StatusBanner />
          {questions.map((question) => (
            <section
              key={question.id}
              className={styles.question}
              aria-labelledby={`question-${question.id}`}
            >
              <h2 id={`question-${question.id}`}>
                <span className={styles.questionNumber}>{question.id}</span> {question.title}
              </h2>
              {!question.isScored && <p className={styles.practice}>{messages.page.practice}</p>}
              <SwapPrompt questionIds={scoredIds} questionId={question.id} />
              <div className={styles.body}>{question.body}</div>
              <Parts question={question} />
            </section>
          ))}
          <footer className={styles.credit}>{messages.page.credit(credit)}</footer>
        </div>
      </div>
    </PairProvider>
  );
}

function Parts({ question: { id: questionId, isScored, round, parts } }: { question: WorksheetQuestion }) {
  // What a card remembers belongs to its numbers, so a new round gets new cards. Each comes alive by itself: a press is
  // answered in between, and no card waits for the code of another.
  const cards = parts.map(({ id, prompt }) => (
    <Suspense key={`${id} ${round}`}>
      <PartCard partId={id} prompt={prompt} />
    </Suspense>
  ));
  if (isScored) return <div className={styles.parts}>{cards}</div>;
  return (
    <Nearby className={styles.parts}>
      {round !== null && (
        <WhenNear>
          <NewNumbers questionId={questionId} round={round} />
        </WhenNear>
      )}
      {cards}
    </Nearby>
  );
}
