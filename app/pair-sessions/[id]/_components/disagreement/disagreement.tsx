'use client';

import { type ComponentType, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { mayGoBackAt } from '@/lib/pairing/unanswered';
import type { WidgetProps } from '@/lib/questions/widget';
import type { DisagreementView, OwnAnswerView, PartView } from '@/lib/schemas/pair-view';
import { Button } from '@/lib/ui/button';
import { Notice } from '@/lib/ui/notice';
import { WithNames } from '@/lib/ui/verbatim';
import { usePair } from '../pair-context';
import { findProposal } from '../part-slice';
import { messages } from './messages';
import { OwnAnswer } from './own-answer';

interface DisagreementProps {
  part: PartView;
  widget: ComponentType<WidgetProps>;
  disagreement: DisagreementView;
  comparison: WidgetProps['comparison'];
  /** It began while this page was open. */
  isNew: boolean;
  /** Of the element with the part's prompt. */
  describedBy: string;
  /** Gets the focus where the pair agrees again, and what had it is gone. */
  title: RefObject<HTMLElement | null>;
}

/** Whether what had the focus is gone. */
function isFocusLost(): boolean {
  return document.activeElement === document.body;
}

/** The answers of a pair that does not agree: written by each alone, then side by side. */
export function Disagreement(props: DisagreementProps) {
  const { isSettled, answers } = props.disagreement;
  const { announce } = usePair();
  const heading = useRef<HTMLHeadingElement>(null);
  const wasSettled = useRef(isSettled);
  const tell = useEffectEvent((sentence: string) => {
    announce(sentence);
    // The button that led here is gone, and the focus with it.
    if (isFocusLost()) heading.current?.focus();
  });
  const { title } = props;
  useEffect(
    () => () => {
      if (isFocusLost()) title.current?.focus();
    },
    [title],
  );
  useEffect(() => {
    if (props.isNew) tell(messages.title(props.part.id));
  }, [props.isNew, props.part.id]);
  useEffect(() => {
    if (isSettled && !wasSettled.current) tell(messages.announceSettled(props.part.id));
    wasSettled.current = isSettled;
  }, [isSettled, props.part.id]);
  const names = answers.map(({ name }) => name);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 rounded-md border border-partner p-4 print:border-0 print:p-0">
      <h4 ref={heading} tabIndex={-1} className="font-sans text-base font-semibold">
        <WithNames text={isSettled ? settledTitle(props) : messages.title(props.part.id)} names={names} />
      </h4>
      {isSettled ? <Settled {...props} /> : <Writing {...props} heading={heading} />}
    </div>
  );
}

function settledTitle({ disagreement: { answers } }: DisagreementProps): string {
  const shown = answers.filter(({ fields }) => fields);
  if (shown.length < 2) {
    return shown[0] ? messages.settledAlone : messages.settledOther(answers[0]?.name ?? '');
  }
  const [first] = shown;
  const said = (answer: OwnAnswerView | undefined) =>
    JSON.stringify(
      Object.entries(answer?.fields ?? {})
        .map(([path, { value }]) => [path, value])
        .sort(),
    );
  return shown.every((one) => said(one) === said(first)) ? messages.settledSame : messages.settled;
}

/** An answer of more fields than this takes the width of a table. */
const mostFieldsOfForm = 12;

/** Side by side where there is room. */
function Settled({ part, widget, disagreement, comparison, describedBy }: DisagreementProps) {
  const columns =
    (part.fieldCount ?? 1) > mostFieldsOfForm
      ? 'grid-cols-[repeat(auto-fit,minmax(min(100%,36rem),1fr))]'
      : 'grid-cols-[repeat(auto-fit,minmax(min(100%,20rem),1fr))]';
  return (
    <div className={`grid gap-6 ${columns}`}>
      {disagreement.answers
        .filter(({ fields }) => fields)
        .map((answer) => (
          <OwnAnswer
            key={answer.id}
            part={part}
            widget={widget}
            answer={answer}
            title={<WithNames text={messages.by(answer.name)} names={[answer.name]} />}
            isReadOnly
            comparison={comparison}
            describedBy={describedBy}
          />
        ))}
    </div>
  );
}

function Writing({
  part,
  widget,
  disagreement: { answers },
  comparison,
  describedBy,
  heading,
}: DisagreementProps & { heading: RefObject<HTMLElement | null> }) {
  const { connection, state, announce } = usePair();
  const { view } = state;
  /** At one screen: whose answer is uncovered. */
  const [uncoveredId, uncover] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const yours = view.seats.filter(({ isYours }) => isYours);
  const isOneScreen = yours.length > 1;
  const writing = answers.find(
    ({ seatId, fields, isConfirmed }) =>
      fields !== undefined && (!isOneScreen || !isConfirmed) && yours.some(({ id }) => id === seatId),
  );
  const stage = `${writing?.id} ${writing?.isConfirmed} ${uncoveredId}`;
  const lastStage = useRef(stage);
  // The button that was pressed is gone with the stage that it ended.
  useEffect(() => {
    if (lastStage.current !== stage && isFocusLost()) heading.current?.focus();
    lastStage.current = stage;
  }, [stage, heading]);
  const seatId = writing?.seatId ?? yours[0]?.id ?? '';
  const others = view.seats.filter(({ id }) => id !== seatId);
  const gone = view.left[0]?.name;
  const names = [...view.seats.map(({ name }) => name), ...(gone ? [gone] : [])];
  const said = (text: string) => <WithNames text={text} names={names} />;
  const act = async (call: Promise<{ ok: true } | { ok: false; message: string }>) => {
    const answer = await call;
    setProblem(answer.ok ? null : answer.message);
    if (!answer.ok) announce(answer.message);
  };
  if (view.readOnly) {
    return (
      <>
        {answers.map(({ id, name, isConfirmed }) => (
          <p key={id}>{said(isConfirmed ? messages.hasConfirmed(name) : messages.writing(name))}</p>
        ))}
        {writing && (
          <OwnAnswer
            part={part}
            widget={widget}
            answer={writing}
            title={messages.yours}
            isReadOnly
            comparison={comparison}
            describedBy={describedBy}
          />
        )}
      </>
    );
  }
  if (isOneScreen && writing && uncoveredId !== writing.id) {
    const away = others.map(({ name }) => name).join(', ');
    return (
      <>
        <p className="text-sm">{messages.explain}</p>
        <Notice tone="info" title={said(messages.turn(writing.name))}>
          <p>{said(messages.lookAway(away))}</p>
          <div>
            <Button variant="primary" onPress={() => uncover(writing.id)}>
              {said(messages.show(writing.name))}
            </Button>
          </div>
        </Notice>
      </>
    );
  }
  return (
    <>
      <p className="text-sm">{messages.explain}</p>
      {writing ? (
        <OwnAnswer
          key={writing.id}
          part={part}
          widget={widget}
          answer={writing}
          title={isOneScreen ? said(messages.by(writing.name)) : messages.yours}
          isReadOnly={writing.isConfirmed}
          comparison={comparison}
          describedBy={describedBy}
        />
      ) : (
        <div>
          <Button onPress={() => act(connection.disagree(part.id, 'begin', seatId))}>{messages.begin}</Button>
        </div>
      )}
      <div role="status" className="grid gap-1 text-sm">
        {writing?.isConfirmed && <p className="font-semibold">{messages.confirmed}</p>}
        {others.length === 0 && (
          <>
            {gone && <p className="font-semibold">{said(messages.alone(gone))}</p>}
            <p>{writing?.isConfirmed ? messages.aloneConfirmed : messages.aloneWriting}</p>
          </>
        )}
        {!isOneScreen &&
          others.map(({ id, name, present }) => {
            const theirs = answers.find((answer) => answer.seatId === id);
            const sentence = theirs?.isConfirmed
              ? messages.hasConfirmed(name)
              : writing?.isConfirmed
                ? messages.waiting(name)
                : messages.writing(name);
            return (
              <div key={id} className="grid gap-1">
                {!present && !theirs?.isConfirmed && <p>{said(messages.away(name))}</p>}
                <p>{said(sentence)}</p>
              </div>
            );
          })}
      </div>
      <div className="flex flex-wrap gap-2">
        {writing && (!writing.isConfirmed || (others.length === 0 && !view.waitsForPartner)) && (
          <Button variant="primary" onPress={() => act(connection.disagree(part.id, 'confirm', seatId))}>
            {messages.confirm}
          </Button>
        )}
        {writing?.isConfirmed && (
          <Button onPress={() => act(connection.disagree(part.id, 'change', seatId))}>
            {messages.change}
          </Button>
        )}
        <TalkAgain partId={part.id} seatId={seatId} act={act} />
      </div>
      {problem && <Notice tone="caution">{problem}</Notice>}
    </>
  );
}

/** Whether a time is past; looks again once it is. */
function useIsPast(time: Date | null): boolean {
  const at = time?.getTime() ?? null;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (at === null) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, at - Date.now()) + 1);
    return () => clearTimeout(timer);
  }, [at]);
  return at !== null && now >= at;
}

interface TalkAgainProps {
  partId: string;
  /** Who acts. */
  seatId: string;
  act(call: Promise<{ ok: true } | { ok: false; message: string }>): void;
}

/** The way back to one answer: it takes both, because it deletes what either wrote alone. */
function TalkAgain({ partId, seatId, act }: TalkAgainProps) {
  const { connection, state } = usePair();
  const { view } = state;
  const others = view.seats.filter(({ id }) => id !== seatId);
  const names = view.seats.map(({ name }) => name);
  const said = (text: string) => <WithNames text={text} names={names} />;
  const partner = others.map(({ name }) => name).join(', ');
  const asked = findProposal(view, partId, 'agreement');
  const isOverdue =
    useIsPast(asked?.at ? mayGoBackAt(asked.at) : null) &&
    view.disagreements.some(
      (one) => one.partId === partId && one.answers.every((own) => own.seatId === seatId || !own.isConfirmed),
    );
  const agree = (by = seatId) => act(connection.disagree(partId, 'agree', by));
  const cancel = () => act(connection.cancelProposal(partId, 'agreement', seatId));
  if (!asked || others.length === 0) {
    return (
      <Button variant="quiet" onPress={() => agree()}>
        {others.length === 0 ? messages.backToShared : messages.talk}
      </Button>
    );
  }
  const isYours = asked.by === seatId;
  const answering = others.find(({ isYours: here, id }) => here && id !== asked.by);
  return (
    <div className="basis-full">
      <Notice
        tone="info"
        title={said(
          isYours
            ? messages.youAsked(partner)
            : messages.partnerAsks(view.seats.find(({ id }) => id === asked.by)?.name ?? partner),
        )}
      >
        <p>{messages.talkHelp}</p>
        <div className="flex flex-wrap gap-2">
          {!isYours && <Button onPress={() => agree()}>{messages.agree}</Button>}
          {isYours && answering && (
            <Button onPress={() => agree(answering.id)}>
              {said(`${answering.name}: ${messages.agree}`)}
            </Button>
          )}
          {isYours && isOverdue && (
            <Button onPress={() => agree()}>{said(messages.goBackAlone(partner))}</Button>
          )}
          <Button variant="quiet" onPress={cancel}>
            {isYours ? messages.takeBack : messages.decline}
          </Button>
        </div>
      </Notice>
    </div>
  );
}
