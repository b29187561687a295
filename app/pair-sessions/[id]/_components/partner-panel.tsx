'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useId, useState } from 'react';
import { takesWork } from '@/lib/pairing/takes-work';
import type { SeatView } from '@/lib/schemas/pair-view';
import { Button } from '@/lib/ui/button';
import { CopyButton } from '@/lib/ui/copy-button';
import { Verbatim, WithNames } from '@/lib/ui/verbatim';
import { messages } from '../messages';
import { asideLook } from './aside-look';
import { LeavePair } from './leave-pair';
import { LeftAt } from './left-at';
import { PairCode } from './pair-code';
import { usePair } from './pair-context';

// Asked for by few, and only where there is a connection.
const AddPartnerDialog = dynamic(() =>
  import('./add-partner-dialog').then(({ AddPartnerDialog }) => AddPartnerDialog),
);

interface PartnerPanelProps {
  joining: { address: string; picture: ReactNode } | null;
}

/** How a partner comes in, who types, and the way out; who is where stands in the dock. */
export function PartnerPanel({ joining }: PartnerPanelProps) {
  const id = useId();
  const { view, link } = usePair().state;
  const [isAdding, setIsAdding] = useState(false);
  const { code, seats, waitsForPartner, policy } = view;
  const yours = seats.filter(({ isYours }) => isYours);
  const hasRoles = policy.roles && seats.length > 1 && takesWork(view);

  return (
    <section
      id="pair"
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      className="grid gap-3 rounded-lg border border-line bg-surface px-4.5 py-4 max-[68rem]:px-4 max-[68rem]:py-3 max-[68rem]:[&>h2+:not(p)]:border-t-0 max-[68rem]:[&>h2+:not(p)]:pt-0"
    >
      <h2
        id={`${id}-title`}
        className="font-sans text-[1rem] leading-[1.4] font-semibold max-[68rem]:sr-only"
      >
        {messages.pair.heading}
      </h2>
      {code !== null && seats.length < 2 && (
        <p className="rounded-md border border-dashed border-line-strong px-3 py-2 text-[0.9375rem] text-muted">
          {waitsForPartner ? messages.pair.freeSeat : messages.pair.alone}
        </p>
      )}
      {view.readers.length > 0 && view.readOnly === undefined && (
        <p role="status" className={asideLook}>
          <WithNames text={messages.pair.readers(view.readers.join(', '))} names={view.readers} />
        </p>
      )}
      {yours.length > 1 ? <WhoTypes seats={yours} tellsDriver={hasRoles} /> : hasRoles && <Driver />}
      {code !== null && (
        <div className="grid justify-items-start gap-2 border-t border-line pt-3">
          {waitsForPartner && <p className={asideLook}>{messages.pair.waiting}</p>}
          {view.left.map(({ name, at }) => (
            <p key={`${name} ${at}`} className={asideLook}>
              <LeftAt name={name} at={at} />
            </p>
          ))}
          {view.left.length > 0 && (
            <CopyButton text={joining?.address ?? code} label={messages.pair.inviteAgain} />
          )}
          <PairCode code={code} joining={joining} />
          <Button size="small" isDisabled={link === 'offline'} onPress={() => setIsAdding(true)}>
            {messages.pair.addHere}
          </Button>
        </div>
      )}
      {view.isSplit && <p className={asideLook}>{messages.pair.split}</p>}
      {takesWork(view) && <LeavePair />}
      {isAdding && <AddPartnerDialog close={() => setIsAdding(false)} />}
    </section>
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
        <label key={seat.id} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
          <input
            type="radio"
            name={`${id}-acting`}
            checked={seat.id === state.actingSeatId}
            onChange={() => {
              connection.actAs(seat.id);
              if (tellsDriver) void connection.drive(seat.id);
            }}
          />
          <Verbatim>{seat.name}</Verbatim>
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
  const driver = view.seats.find(({ id }) => id === view.driverSeatId);
  return (
    <div className="grid justify-items-start gap-2 border-t border-line pt-3">
      <p className="font-medium">
        {driver ? (
          <WithNames text={messages.pair.nowDrives(driver.name)} names={[driver.name]} />
        ) : (
          <span>{messages.pair.typing}</span>
        )}
      </p>
      <p className={`${asideLook} max-[68rem]:hidden`}>{messages.pair.roles}</p>
      <Button
        size="small"
        onPress={async () => {
          const answer = await connection.drive(next.id);
          announce(answer.ok ? messages.pair.nowDrives(next.name) : answer.message);
        }}
      >
        <WithNames text={messages.pair.letDrive(next.name)} names={[next.name]} />
      </Button>
    </div>
  );
}
