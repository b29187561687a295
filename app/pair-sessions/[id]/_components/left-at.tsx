'use client';

import { useSyncExternalStore } from 'react';
import { WithNames } from '@/lib/ui/verbatim';
import { messages } from '../messages';

const never = () => () => undefined;

/** The time of day alone where the moment is of today, else the date with it. */
function shortTime(at: string, timeZone?: string): string {
  const moment = new Date(at);
  const zone = timeZone && { timeZone };
  const dayOf = (date: Date) => date.toLocaleDateString('en-GB', { ...zone });
  const isToday = dayOf(moment) === dayOf(new Date());
  return moment.toLocaleString('en-GB', {
    ...zone,
    ...(!isToday && { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** Who has left and when, in the reader's own time zone; in UTC until the browser knows the zone. */
export function LeftAt({ name, at }: { name: string; at: string }) {
  const time = useSyncExternalStore(
    never,
    () => shortTime(at),
    () => shortTime(at, 'UTC'),
  );
  return <WithNames text={messages.dock.hasLeftAt(name, time)} names={[name]} />;
}
