'use client';

import { type ComponentType, useEffect, useId, useRef, useState } from 'react';
import type { ExplorationProps, NamedPart, Predicting } from '@/lib/explorations/exploration';
import { explorations } from '@/lib/explorations/loaders';
import { messages as explorationMessages } from '@/lib/explorations/messages';
import type { ExplorationName } from '@/lib/explorations/names';
import { openOnceChecked, readAfter, readParts, readTexts } from '@/lib/explorations/settings';
import { explorationId, fieldPath, splitFieldPath } from '@/lib/pairing/field-path';
import { takesWork } from '@/lib/pairing/takes-work';
import { mostViews, readEvidence, writeEvidence } from '@/lib/reading/evidence';
import type { Json } from '@/lib/schemas/json';
import type { PairView } from '@/lib/schemas/pair-view';
import { Button } from '@/lib/ui/button';
import { messages } from '../messages';
import styles from './exploration.module.css';
import { ExplorationSign } from './exploration-sign';
import { usePair } from './pair-context';
import { ownWorkId, partSlice } from './part-slice';
import { useStoredOpen } from './use-stored-open';

interface ExplorationSlotProps {
  name: ExplorationName;
  settings: ExplorationProps['settings'];
  questionId: string;
  codeLines: readonly string[];
}

/** An exploration where its author placed it: closed at first; its code loads when somebody opens it. */
export function ExplorationSlot(props: ExplorationSlotProps) {
  const { name, settings } = props;
  const id = useId();
  const { view } = usePair().state;
  const [wasOpened, setIsOpen] = useStoredOpen(`${view.id}/${name}`);
  const waitsFor = waitingFor(view, name, settings);
  const isOpen = wasOpened && waitsFor === null;
  const [Exploration, setExploration] = useState<ComponentType<ExplorationProps> | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const panel = useRef<HTMLElement>(null);
  /** Only a press moves the focus; an exploration that a reload opens again does not. */
  const wasPressed = useRef(false);
  const { title, lead } = explorationMessages[name];

  // The code of an exploration is large, so it loads only when one is opened.
  useEffect(() => {
    if (!isOpen || Exploration || hasFailed) return;
    let isHere = true;
    explorations[name]().then(
      (loaded) => isHere && setExploration(() => loaded),
      () => isHere && setHasFailed(true),
    );
    return () => {
      isHere = false;
    };
  }, [isOpen, Exploration, hasFailed, name]);

  const isShown = isOpen && (Exploration !== null || hasFailed);
  // The panel can take the focus only once it is rendered.
  useEffect(() => {
    if (!isShown || !wasPressed.current) return;
    wasPressed.current = false;
    panel.current?.focus();
  }, [isShown]);

  return (
    <div className={styles.slot}>
      <header className={styles.head}>
        <ExplorationSign name={name} />
        <div>
          <h3 id={`${id}-title`} className={styles.title}>
            {title}
          </h3>
          <p>{lead}</p>
          <p id={`${id}-note`} className={styles.note}>
            {waitsFor === null ? messages.exploration.note : laterMessage(name)(waitsFor)}
          </p>
        </div>
        <Button
          id={`${id}-button`}
          aria-labelledby={`${id}-button ${id}-title`}
          aria-expanded={isOpen}
          aria-controls={`${id}-panel`}
          aria-describedby={`${id}-note`}
          isDisabled={waitsFor !== null}
          onPress={() => {
            wasPressed.current = !isOpen;
            setHasFailed(false);
            setIsOpen(!isOpen);
          }}
        >
          {isOpen ? messages.exploration.close : messages.exploration.open}
        </Button>
      </header>
      {/* Hidden, not removed, so that what was drawn is still there when it opens again. */}
      <section
        ref={panel}
        id={`${id}-panel`}
        aria-labelledby={`${id}-title`}
        tabIndex={-1}
        hidden={!isOpen}
        className={styles.panel}
      >
        {Exploration ? (
          <OpenExploration exploration={Exploration} {...props} />
        ) : hasFailed ? (
          <div role="alert" className={styles.failed}>
            <p>{messages.exploration.failed}</p>
            <Button
              onPress={() => {
                wasPressed.current = true;
                setHasFailed(false);
              }}
            >
              {messages.exploration.retry}
            </Button>
          </div>
        ) : (
          <p role="status" className={styles.note}>
            {messages.exploration.loading}
          </p>
        )}
      </section>
    </div>
  );
}

function stateOf({ handedIn, revealed, submissions }: PairView, partId: string): NamedPart['state'] {
  if (revealed.includes(partId)) return 'revealed';
  if (handedIn.includes(partId)) return 'handed-in';
  return submissions[partId] ? 'checked' : 'open';
}

/** The part that the pair has to be done with before an exploration opens; null where nothing is in the way. */
function waitingFor(
  view: PairView,
  name: ExplorationName,
  { after }: ExplorationProps['settings'],
): string | null {
  if (typeof after !== 'string' || !takesWork(view)) return null;
  const state = stateOf(view, after);
  return state === 'open' || (state === 'checked' && !openOnceChecked.includes(name)) ? after : null;
}

function laterMessage(name: ExplorationName): (part: string) => string {
  return openOnceChecked.includes(name) ? messages.exploration.onceChecked : messages.exploration.later;
}

/** Those who sit here and those who predicted here before, with what may be read of their predictions. */
function peopleOf(view: PairView, parts: readonly (readonly [name: string, partId: string])[]): Predicting[] {
  const seats = [...view.seats];
  for (const { seatId, name, isYours } of view.predictions) {
    if (!seats.some(({ id }) => id === seatId))
      seats.push({ id: seatId, name, isYours, present: false, hasLeft: true });
  }
  return seats.map(({ id: seatId, name, isYours }) => {
    const own = view.predictions.filter((one) => one.seatId === seatId);
    const responses = parts.flatMap(([role, partId]): [string, Json][] => {
      const response = own.find((one) => one.partId === partId)?.response;
      return response === undefined ? [] : [[role, response]];
    });
    return {
      seatId,
      name,
      isYours,
      hasPredicted: own.length > 0,
      responses: responses.length > 0 ? Object.fromEntries(responses) : null,
    };
  });
}

/** An exploration with what the people of the pair predicted. */
function OpenExploration({
  exploration: Exploration,
  name,
  settings,
  questionId,
  codeLines,
}: ExplorationSlotProps & { exploration: ComponentType<ExplorationProps> }) {
  const { connection, state, shared, share, announce } = usePair();
  const { view } = state;
  const isLocked = (id: string) =>
    !takesWork(view) || view.revealed.includes(id) || view.handedIn.includes(id);

  const parts = Object.entries(readParts(settings)).filter(([, partId]) =>
    view.parts.some(({ id }) => id === partId),
  );
  const mayPredict = parts.length > 0 && parts.every(([, partId]) => !isLocked(partId));
  const predict: ExplorationProps['predict'] = async (seatId, responses) => {
    const byPart = parts.flatMap(([name, partId]): [string, Json][] => {
      const response = responses[name];
      return response === undefined ? [] : [[partId, response]];
    });
    const stored = await connection.predict(seatId, Object.fromEntries(byPart));
    return stored.ok ? { ok: true } : stored;
  };
  const takesEvidence = readTexts(settings.evidence).some((path) => !isLocked(splitFieldPath(path).partId));
  const attach: ExplorationProps['attach'] = (fullPath, evidence) => {
    const { partId, within: path } = splitFieldPath(fullPath);
    if (isLocked(partId)) return { ok: false, message: messages.exploration.isDone(partId) };
    const value = partSlice(state, partId).fields[path]?.value;
    const { prose, views } = readEvidence(typeof value === 'string' ? value : '');
    if (views.length >= mostViews) return { ok: false, message: messages.exploration.hasViews(mostViews) };
    connection.commit(partId, [{ path, value: writeEvidence({ prose, views: [...views, evidence] }) }]);
    return { ok: true };
  };
  const sharedId = explorationId(questionId, name);
  const { fields: sharedFields, conflicts } = partSlice(state, sharedId);
  // Where both have moved at once, the one that was stored stays: nobody is asked about the step of a reading.
  useEffect(() => {
    for (const { path } of conflicts) connection.resolve(fieldPath(sharedId, path), 'replace');
  }, [connection, conflicts, sharedId]);
  const pairFields: ExplorationProps['pairFields'] = {
    values: Object.fromEntries(Object.entries(sharedFields).map(([path, { value }]) => [path, value])),
    set: (changes) =>
      connection.commit(
        sharedId,
        Object.entries(changes).map(([path, value]) => ({ path, value })),
      ),
  };
  const after = Object.fromEntries(
    readAfter(settings).map((partId): [string, NamedPart] => {
      const entered = Object.entries(partSlice(state, ownWorkId(view, partId)).fields);
      const fields = Object.fromEntries(entered.map(([path, { value }]) => [path, value]));
      return [partId, { state: takesWork(view) ? stateOf(view, partId) : 'revealed', fields }];
    }),
  );
  return (
    <Exploration
      after={after}
      codeLines={codeLines}
      pairFields={takesWork(view) && !view.waitsForPartner ? pairFields : null}
      settings={settings}
      seed={view.seed}
      people={peopleOf(view, parts)}
      predict={mayPredict ? predict : null}
      shared={shared}
      share={share}
      attach={takesEvidence ? attach : null}
      announce={announce}
    />
  );
}
