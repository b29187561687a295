'use client';

import dynamic from 'next/dynamic';
import { Fragment, type ReactNode } from 'react';
import { nextPartAfter } from '@/lib/pairing/next-thing';
import type { PairView } from '@/lib/schemas/pair-view';
import { messages } from '../messages';
import { asideLook } from './aside-look';
import { Dock } from './dock';
import { PairProvider, usePair } from './pair-context';
import { PartCard } from './part-card';
import { PartnerPanel } from './partner-panel';
import { PrintHead } from './print-head';
import { StatusBanner } from './status-banner';
import { SwapPrompt } from './swap-prompt';
import { Nearby, WhenNear } from './when-near';

const TheEnd = dynamic(() => import('./the-end').then(({ TheEnd }) => TheEnd));
const NewNumbers = dynamic(() => import('./new-numbers').then(({ NewNumbers }) => NewNumbers));

interface WorksheetQuestion {
  id: string;
  title: string;
  isScored: boolean;
  /** Round of the numbers that body and prompts show; null where the pair cannot ask for new ones. */
  round: number | null;
  body: ReactNode;
  /** Prompts, rendered on the server; parts that an exploration shows have none here. */
  parts: { id: string; prompt: ReactNode; below: ReactNode }[];
}

interface WorksheetProps {
  initial: PairView;
  title: string;
  credit: string;
  language: string;
  questions: WorksheetQuestion[];
  /** The page of the person's own results. */
  resultsHref: string;
  /** Where the partner's phone opens this pair, and its picture; null when no place is free. */
  joining: { address: string; picture: ReactNode } | null;
  /** When the page was asked for. */
  openedAt: string;
  /** What leads from paper back to the pair: the picture of its address, and the short address of the start page. */
  comeBack: { address: string; picture: ReactNode };
}

const partsLook = 'grid min-w-0 gap-6 print:[&>*+*]:mt-2';

/** Beside the questions and always in view where there is room; the padding leaves space for focus rings. */
const sideLook =
  'grid min-w-0 content-start gap-4 min-[68rem]:sticky min-[68rem]:top-6 min-[68rem]:col-start-2 min-[68rem]:row-start-2 min-[68rem]:-m-1 min-[68rem]:max-h-[calc(100dvh-3rem)] min-[68rem]:overflow-y-auto min-[68rem]:p-1 print:hidden';

/** A pair's worksheet: who works on it, every question with its parts, and what became of them. */
export function Worksheet({
  initial,
  title,
  credit,
  language,
  questions,
  resultsHref,
  joining,
  openedAt,
  comeBack,
}: WorksheetProps) {
  const scoredIds = questions.filter(({ isScored }) => isScored).map(({ id }) => id);
  const practiceId = questions.find(({ isScored }) => !isScored)?.id ?? null;
  return (
    <PairProvider initial={initial}>
      {/* Before the questions, so that from the top no part is far by Tab. */}
      <Dock partIds={questions.flatMap(({ parts }) => parts.map(({ id }) => id))} />
      <div
        className="grid grid-cols-[minmax(0,1fr)] gap-x-8 pb-32 gap-y-6 min-[68rem]:grid-cols-[minmax(0,1fr)_17rem] min-[68rem]:gap-x-10 print:block print:max-w-none print:p-0"
        lang={language}
      >
        <header className="grid gap-2 min-[68rem]:col-span-full">
          <h1>{title}</h1>
          <PrintHead openedAt={openedAt} comeBack={comeBack} />
          <p className={`${asideLook} print:hidden`}>
            {messages.page.verbs.map(([verb, does]) => (
              <span key={verb} className="me-2 inline-block">
                <strong>{verb}</strong>
                <span>{` ${does}`}</span>
              </span>
            ))}
          </p>
        </header>
        <div className={sideLook}>
          <PartnerPanel joining={joining} />
        </div>
        <div className="grid min-w-0 gap-14 min-[68rem]:col-start-1 min-[68rem]:row-start-2 print:block">
          <StatusBanner />
          {questions.map((question) => (
            <section
              key={question.id}
              className="grid min-w-0 gap-6 print:mt-3 print:block print:[&>*+*]:mt-2"
              aria-labelledby={`question-${question.id}`}
            >
              <h2
                id={`question-${question.id}`}
                className="font-prose text-[1.625rem] leading-[1.2] font-semibold print:text-[13pt]"
              >
                <span className="me-2 text-muted">{question.id}</span>
                <span>{` ${question.title}`}</span>
              </h2>
              {!question.isScored && <p className="-mt-4 text-muted">{messages.page.practice}</p>}
              <SwapPrompt questionIds={scoredIds} questionId={question.id} />
              <div className="grid min-w-0 gap-5">{question.body}</div>
              <Parts question={question} />
              {question.id === scoredIds.at(-1) && (
                <WhenFinished>
                  <TheEnd practiceId={practiceId} resultsHref={resultsHref} />
                </WhenFinished>
              )}
            </section>
          ))}
          <footer className="border-t border-line pt-6 print:mt-2 print:pt-1 text-[0.875rem] text-muted">
            {messages.page.credit(credit)}
          </footer>
        </div>
      </div>
    </PairProvider>
  );
}

/** Its children, once nothing is left to do in the scored parts. */
function WhenFinished({ children }: { children: ReactNode }) {
  const { view } = usePair().state;
  return nextPartAfter(view, null) === null && view.readOnly !== 'staff' ? children : null;
}

function Parts({ question: { id: questionId, isScored, round, parts } }: { question: WorksheetQuestion }) {
  // A card's state belongs to its numbers, so a new round gets new cards. No Suspense around them: of what stands in
  // one, the server sends most at the end, and the page would grow under the eyes of who has scrolled down already.
  const cards = parts.map(({ id, prompt, below }) => (
    <Fragment key={`${id} ${round}`}>
      <PartCard partId={id} prompt={prompt} />
      <div className="contents">{below}</div>
    </Fragment>
  ));
  if (isScored) return <div className={partsLook}>{cards}</div>;
  return (
    <Nearby className={`${partsLook} print:grid-cols-2`}>
      {round !== null && (
        <div className="print:hidden">
          <WhenNear>
            <NewNumbers questionId={questionId} round={round} />
          </WhenNear>
        </div>
      )}
      {cards}
    </Nearby>
  );
}
