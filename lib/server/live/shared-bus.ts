import { databaseKind, databaseUrl } from '../database/db';
import { perProcess } from '../per-process';
import { outsideRequests } from '../request-context';
import { type Bus, makeMemoryBus } from './bus';
import { makePostgresqlBus, type PostgresqlBus } from './postgresql-bus';

interface OpenBus {
  url: string;
  bus: Bus | PostgresqlBus;
}

const shared = () => perProcess<{ current: OpenBus | null }>('shared-bus', () => ({ current: null }));

/** The bus of this process: on PostgreSQL it reaches all instances of the database, on SQLite it is in memory. */
export function bus(): Bus {
  const holder = shared();
  const url = databaseUrl();
  if (holder.current?.url !== url) {
    void closeBus();
    holder.current = {
      url,
      bus: databaseKind() === 'postgresql' ? outsideRequests(() => makePostgresqlBus(url)) : makeMemoryBus(),
    };
  }
  return holder.current.bus;
}

/** Closes the bus of this process and its connections. */
export async function closeBus(): Promise<void> {
  const { current } = shared();
  shared().current = null;
  if (current && 'close' in current.bus) await current.bus.close();
}
