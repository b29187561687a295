'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

function format(at: Date, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone && { timeZone, timeZoneName: 'short' }),
  }).format(at);
}

/** A moment in the reader's own time zone; in UTC, and saying so, until the browser knows the zone. */
export function LocalTime({ at }: { at: string }) {
  const moment = new Date(at);
  const text = useSyncExternalStore(
    never,
    () => format(moment),
    () => format(moment, 'UTC'),
  );
  return <time dateTime={at}>{text}</time>;
}
