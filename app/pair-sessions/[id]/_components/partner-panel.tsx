'use client';

import { type ReactNode, useId, useState } from 'react';
import type { SeatView } from '@/lib/schemas/pair-view';
import { Button } from '@/lib/ui/button';
import { messages } from '../messages';
import { AddPartnerDialog } from './add-partner-dialog';
import { asideLook } from './aside-look';
import { LeavePair } from './leave-pair';
import { LinkState } from './link-state';
import { PairCode } from './pair-code';
import { usePair } from './pair-context';

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
    <section
      aria-labelledby={`${id}-title`}
      className="grid gap-3 rounded-lg border border-line bg-surface px-4.5 py-4 max-[68rem]:px-4 max-[68rem]:py-3"
    >
      <h2
        id={`${id}-title`}
        className="font-sans text-[1rem] leading-[1.4] font-semibold max-[68rem]:sr-only"
      >
        {messages.pair.heading}
      </h2>
      <ul className="grid gap-2.5 max-[68rem]:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
        {seats.map((seat) => (
          <Seat
            key={seat.id}
            seat={seat}
            isFirst={seat.id === yours[0]?.id}
            isDriver={hasRoles && seat.id === view.driverSeatId}
          />
        ))}
        {code !== null && seats.length < 2 && (
          <li className="rounded-md border border-dashed border-line-strong px-3 py-2 text-[0.9375rem] text-muted">
            {waitsForPartner ? messages.pair.freeSeat : messages.pair.alone}
          </li>
        )}
      </ul>
      <LinkState />
      {yours.length > 1 ? <WhoTypes seats={yours} tellsDriver={hasRoles} /> : hasRoles && <Driver />}
      {code !== null && (
        <div className="grid justify-items-start gap-2 border-t border-line pt-3">
          {waitsForPartner && <p className={asideLook}>{messages.pair.waiting}</p>}
          <PairCode code={code} joining={joining} />
          <Button size="small" onPress={() => setIsAdding(true)}>
            {messages.pair.addHere}
          </Button>
        </div>
      )}
      {view.isSplit && <p className={asideLook}>{messages.pair.split}</p>}
      {view.status === 'open' && <LeavePair />}
      {isAdding && <AddPartnerDialog close={() => setIsAdding(false)} />}
    </section>
  );
}

/** The dot of somebody who is here, on the rim of the initial. */
const hereLook =
  "after:absolute after:end-0 after:bottom-0 after:box-content after:size-2.5 after:rounded-full after:border-2 after:border-surface after:bg-correct after:content-['']";

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
    <li className="flex items-center gap-2.5">
      <span
        aria-hidden="true"
        className={`relative grid size-9 flex-none place-items-center rounded-full bg-sunken font-semibold ${isHere ? hereLook : ''}`}
      >
        {seat.name.slice(0, 1)}
      </span>
      <span className="grid min-w-0 leading-[1.3] font-medium">
        {seat.name}
        <span className={asideLook}>{isDriver ? `${place}, ${messages.pair.drives}` : place}</span>
      </span>
    </li>
  );
}

/** For two people at one screen: the one who types is stored as the author, and drives. */
function WhoTypes({ seats, tellsDriver }: { seats: readonly SeatView[]; tellsDriver: boolean }) {
  const id = useId();
  const { state, connection } = usePair();
  return (
    <fieldset className="grid min-w-0 justify-items-stretch gap-2 border-t border-line pt-3 max-[68rem]:grid-cols-[repeat(auto-fit,minmax(8rem,1fr))]">
      <legend className="float-start text-[0.875rem] text-muted max-[68rem]:col-span-full">
        {messages.pair.typing}
      </legend>
      {seats.map((seat) => (
        <label key={seat.id} className="flex min-h-8 items-center gap-2">
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
    <div className="grid justify-items-start gap-2 border-t border-line pt-3">
      <p className={`${asideLook} max-[68rem]:hidden`}>{messages.pair.roles}</p>
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
