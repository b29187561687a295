import { databaseKind, databaseUrl } from '../database/db';
import { perProcess } from '../database/per-process';
import { type Bus, makeMemoryBus } from './bus';
import { makePostgresqlBus, type PostgresqlBus } from './postgresql-bus';

interface Held {
  url: string;
  bus: Bus | PostgresqlBus;
}

const held = () => perProcess<{ current: Held | null }>('shared-bus', () => ({ current: null }));

/** The bus of this process: between instances where they share a PostgreSQL database, in memory on SQLite. */
export function bus(): Bus {
  const holder = held();
  const url = databaseUrl();
  if (holder.current?.url !== url) {
    void closeBus();
    holder.current = { url, bus: databaseKind() === 'postgresql' ? makePostgresqlBus(url) : makeMemoryBus() };
  }
  return holder.current.bus;
}

/** Ends the connections of the bus, where it has any. */
export async function closeBus(): Promise<void> {
  const { current } = held();
  held().current = null;
  if (current && 'close' in current.bus) await current.bus.close();
}
