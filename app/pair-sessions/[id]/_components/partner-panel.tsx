'use client';

import { type ReactNode, useId, useState } from 'react';
import type { SeatView } from '@/lib/schemas/pair-view';
import { Button } from '@/lib/ui/button';
import { messages } from '../messages';
import { AddPartnerDialog } from './add-partner-dialog';
import { LeavePair } from './leave-pair';
import { LinkState } from './link-state';
import { PairCode } from './pair-code';
import { usePair } from './pair-context';
import styles from './worksheet.module.css';

interface PartnerPanelProps {
  joining: { address: string; picture: ReactNode } | null;
}

/** Who works here, whether they are there, and how a partner comes in. */
export function PartnerPanel({ joining }: PartnerPanelProps) {
  const id = useId();
  const { view } = usePair().state;
  const [isAdding, setIsAdding] = useState(false);
  const { code, seats, waitsForPartner, policy } = view;
  const yours = seats.filter(({ isYours }) => isYours);
  const hasRoles = policy.roles && seats.length > 1 && view.status === 'open';

  return (
    <section aria-labelledby={`${id}-title`} className={styles.panel}>
      <h2 id={`${id}-title`} className={styles.panelTitle}>
        {messages.pair.heading}
      </h2>
      <ul className={styles.seats}>
        {seats.map((seat) => (
          <Seat
            key={seat.id}
            seat={seat}
            isFirst={seat.id === yours[0]?.id}
            isDriver={hasRoles && seat.id === view.driverSeatId}
          />
        ))}
        {code !== null && seats.length < 2 && (
          <li className={styles.freeSeat}>
            {waitsForPartner ? messages.pair.freeSeat : messages.pair.alone}
          </li>
        )}
      </ul>
      <LinkState />
      {yours.length > 1 ? <WhoTypes seats={yours} tellsDriver={hasRoles} /> : hasRoles && <Driver />}
      {code !== null && (
        <div className={styles.joining}>
          {waitsForPartner && <p className={styles.aside}>{messages.pair.waiting}</p>}
          <PairCode code={code} joining={joining} />
          <Button size="small" onPress={() => setIsAdding(true)}>
            {messages.pair.addHere}
          </Button>
        </div>
      )}
      {view.isSplit && <p className={styles.aside}>{messages.pair.split}</p>}
      {view.status === 'open' && <LeavePair />}
      {isAdding && <AddPartnerDialog close={() => setIsAdding(false)} />}
    </section>
  );
}

function Seat({ seat, isFirst, isDriver }: { seat: SeatView; isFirst: boolean; isDriver: boolean }) {
  const isHere = seat.present || seat.isYours;
  const place = seat.isYours
    ? isFirst
      ? messages.pair.you
      : messages.pair.thisScreen
    : isHere
      ? messages.pair.here
      : seat.hasLeft
        ? messages.pair.left
        : messages.pair.away;
  return (
    <li className={styles.seat} data-here={isHere || undefined}>
      <span className={styles.initial} aria-hidden="true">
        {seat.name.slice(0, 1)}
      </span>
      <span className={styles.seatName}>
        {seat.name}
        <span className={styles.aside}>{isDriver ? `${place}, ${messages.pair.drives}` : place}</span>
      </span>
    </li>
  );
}

/** Two people at one screen: whoever types is named in what is saved, and drives. */
function WhoTypes({ seats, tellsDriver }: { seats: readonly SeatView[]; tellsDriver: boolean }) {
  const id = useId();
  const { state, connection } = usePair();
  return (
    <fieldset className={styles.acting}>
      <legend>{messages.pair.typing}</legend>
      {seats.map((seat) => (
        <label key={seat.id}>
          <input
            type="radio"
            name={`${id}-acting`}
            checked={seat.id === state.actingSeatId}
            onChange={() => {
              connection.actAs(seat.id);
              if (tellsDriver) void connection.drive(seat.id);
            }}
          />
          <span>{seat.name}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Who drives and who navigates; swapping is one press. */
function Driver() {
  const { state, connection, announce } = usePair();
  const { view } = state;
  const next = view.seats.find(({ id }) => id !== view.driverSeatId);
  if (!next) return null;
  return (
    <div className={styles.driver}>
      <p className={styles.aside}>{messages.pair.roles}</p>
      <Button
        size="small"
        onPress={async () => {
          const answer = await connection.drive(next.id);
          announce(answer.ok ? messages.pair.nowDrives(next.name) : answer.message);
        }}
      >
        {messages.pair.letDrive(next.name)}
      </Button>
    </div>
  );
}
