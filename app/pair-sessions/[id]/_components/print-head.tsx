'use client';

import type { ReactNode } from 'react';
import { LocalTime } from '@/lib/ui/local-time';
import { Verbatim } from '@/lib/ui/verbatim';
import { messages } from '../messages';
import { usePair } from './pair-context';

interface PrintHeadProps {
  openedAt: string;
  comeBack: { address: string; picture: ReactNode };
}

/** On paper only: whose sheet this is, from when, and how to come back to it. */
export function PrintHead({ openedAt, comeBack }: PrintHeadProps) {
  const { seats } = usePair().state.view;
  return (
    <div className="hidden grid-cols-[minmax(0,1fr)_auto] gap-x-6 print:grid">
      <div className="grid content-start gap-1">
        <p>
          <span>{`${messages.print.names} `}</span>
          <Verbatim>{seats.map(({ name }) => name).join(' & ')}</Verbatim>
          {seats.length < 2 && <span>{` & ${messages.print.blank}`}</span>}
        </p>
        <p>
          <span>{`${messages.print.date} `}</span>
          <LocalTime at={openedAt} />
        </p>
        <p>
          <span>{`${messages.print.comeBack} `}</span>
          <Verbatim>{comeBack.address}</Verbatim>
        </p>
      </div>
      <div className="[&_svg]:size-[20mm]">{comeBack.picture}</div>
    </div>
  );
}
