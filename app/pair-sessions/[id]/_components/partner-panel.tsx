'use client';

import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/app/_components/button';
import { copyText } from '@/lib/client/copy-text';
import { texts } from '@/lib/client/texts';
import type { SeatView } from '@/lib/pairing/pair-view';
import { AddPartnerDialog } from './add-partner-dialog';
import { LinkState } from './link-state';
import { usePair } from './pair-context';
import styles from './worksheet.module.css';

interface PartnerPanelProps {
  joining: { address: string; picture: ReactNode } | null;
}

/** Who works here, whether they are there, and how a partner comes in. */
export function PartnerPanel({ joining }: PartnerPanelProps) {
  const id = useId();
  const { state, connection, announce } = usePair();
  const { view, actingSeatId } = state;
  const [isAdding, setIsAdding] = useState(false);
  const [showsPicture, setShowsPicture] = useState(false);
  const { code, seats, waitsForPartner, policy } = view;
  const yours = seats.filter(({ isYours }) => isYours);

  return (
    <section aria-labelledby={`${id}-title`} className={styles.panel}>
      <h2 id={`${id}-title`} className={styles.panelTitle}>
        {texts.pair.heading}
      </h2>
      <ul className={styles.seats}>
        {seats.map((seat) => (
          <Seat
            key={seat.id}
            seat={seat}
            isFirst={seat.id === yours[0]?.id}
            isDriver={seat.id === view.driverSeatId}
          />
        ))}
        {code !== null && seats.length < 2 && (
          <li className={styles.freeSeat}>{waitsForPartner ? texts.pair.freeSeat : texts.pair.alone}</li>
        )}
      </ul>
      <LinkState />
      {yours.length > 1 && (
        <fieldset className={styles.acting}>
          <legend>{texts.pair.typing}</legend>
          {yours.map((seat) => (
            <label key={seat.id} data-chosen={seat.id === actingSeatId || undefined}>
              <input
                type="radio"
                name={`${id}-acting`}
                checked={seat.id === actingSeatId}
                onChange={() => connection.actAs(seat.id)}
              />
              <span>{seat.name}</span>
            </label>
          ))}
        </fieldset>
      )}
      {policy.roles && seats.length > 1 && view.status === 'open' && <Driver />}
      {code !== null && (
        <div className={styles.joining}>
          {waitsForPartner && <p className={styles.aside}>{texts.pair.waiting}</p>}
          <p className={styles.codeLabel}>{texts.pair.code}</p>
          <div className={styles.codeRow}>
            <p role="img" className={styles.code} aria-label={texts.pair.spelledCode(code)}>
              {code}
            </p>
            <Button
              size="small"
              variant="quiet"
              onPress={async () =>
                announce((await copyText(code)) ? texts.pair.copied : texts.grid.copyFailed)
              }
            >
              {texts.pair.copyCode}
            </Button>
          </div>
          <p className={styles.aside}>{texts.pair.codeHelp}</p>
          {joining && (
            <>
              <Button
                size="small"
                variant="quiet"
                aria-expanded={showsPicture}
                aria-controls={`${id}-picture`}
                onPress={() => setShowsPicture(!showsPicture)}
              >
                {showsPicture ? texts.pair.hideQr : texts.pair.showQr}
              </Button>
              <div id={`${id}-picture`} hidden={!showsPicture} className={styles.picture}>
                <div role="img" aria-label={texts.pair.qr(joining.address)}>
                  {joining.picture}
                </div>
                <p className={styles.address}>{joining.address}</p>
              </div>
            </>
          )}
          <Button size="small" onPress={() => setIsAdding(true)}>
            {texts.pair.addHere}
          </Button>
        </div>
      )}
      {isAdding && <AddPartnerDialog close={() => setIsAdding(false)} />}
    </section>
  );
}

function Seat({ seat, isFirst, isDriver }: { seat: SeatView; isFirst: boolean; isDriver: boolean }) {
  const isHere = seat.present || seat.isYours;
  return (
    <li className={styles.seat} data-here={isHere || undefined}>
      <span className={styles.initial} aria-hidden="true">
        {seat.name.slice(0, 1)}
      </span>
      <span className={styles.seatName}>
        {seat.name}
        <span className={styles.aside}>
          {[
            seat.isYours
              ? isFirst
                ? texts.pair.you
                : texts.pair.thisScreen
              : isHere
                ? texts.pair.here
                : texts.pair.away,
            ...(isDriver ? [texts.pair.drives] : []),
          ].join(', ')}
        </span>
      </span>
    </li>
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
      <p className={styles.aside}>{texts.pair.roles}</p>
      <Button
        size="small"
        variant="quiet"
        onPress={async () => {
          const answer = await connection.drive(next.id);
          announce(answer.ok ? texts.pair.nowDrives(next.name) : answer.message);
        }}
      >
        {texts.pair.letDrive(next.name)}
      </Button>
    </div>
  );
}
