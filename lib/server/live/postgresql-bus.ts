import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { log } from '../log';
import { type Bus, type BusMessage, makeMemoryBus, signInsTopic } from './bus';

const channel = 'duet_bus';
/** PostgreSQL refuses longer payloads; ours hold ids only and are far shorter. */
const longestPayload = 7_900;
const shortestRetryMs = 200;
const longestRetryMs = 5_000;

interface Payload {
  /** The instance that published; it has already told its own listeners. */
  from: string;
  topic: string;
  message: BusMessage;
}

/** A message as other instances get it: without what only this process knows. */
function toNotice(message: BusMessage): BusMessage {
  if (message.type === 'ops') return { type: 'ops' };
  if (message.type !== 'state') return message;
  const { isRemembered: _isRemembered, ...notice } = message;
  return notice;
}

/** A bus with connections, which closing ends. */
export interface PostgresqlBus extends Bus {
  close(): Promise<void>;
  /** Resolves when messages of other instances arrive. */
  ready: Promise<void>;
}

/**
 * Makes a bus between all instances on one PostgreSQL database, by LISTEN and NOTIFY. Listeners in this process are told
 * at once. PostgreSQL stores no notices, so that some are lost while the connection is down: after each connecting,
 * every listener is told to read again.
 */
export function makePostgresqlBus(databaseUrl: string): PostgresqlBus {
  const local = makeMemoryBus();
  const topics = new Map<string, number>();
  const instance = randomUUID();
  const sender = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  let outgoing: string[] = [];
  sender.on('error', (error) => log.warn('bus-sender-lost', { error }));
  let listener: pg.Client | null = null;
  let isClosed = false;
  let retryMs = shortestRetryMs;
  let becomeReady: () => void = () => {};
  const ready = new Promise<void>((resolve) => {
    becomeReady = resolve;
  });

  const sendOutgoing = () => {
    const payloads = outgoing;
    outgoing = [];
    if (payloads.length === 0) return;
    sender
      .query('SELECT pg_notify($1, payload) FROM unnest($2::text[]) AS payload', [channel, payloads])
      .catch((error: unknown) => log.warn('bus-notice-lost', { error }));
  };
  const hear = (text: string) => {
    // Only instances of ours write to the channel.
    const { from, topic, message } = JSON.parse(text) as Payload;
    if (from !== instance) local.publish(topic, message);
  };
  const tellAllToReadAgain = () => {
    for (const topic of topics.keys()) {
      local.publish(topic, { type: 'ops' });
      local.publish(topic, { type: 'state', news: 'seats' });
    }
    local.publish(signInsTopic, { type: 'sign-ins-ended', ended: 'unknown' });
  };
  const listen = async (): Promise<void> => {
    if (isClosed) return;
    const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    let isLost = false;
    const lose = async (error?: Error) => {
      if (isLost || isClosed) return;
      isLost = true;
      log.warn('bus-listener-lost', { error });
      await client.end().catch(() => undefined);
      await pause(retryMs);
      retryMs = Math.min(longestRetryMs, retryMs * 2);
      await listen();
    };
    client.on('error', lose);
    client.on('end', () => void lose());
    client.on('notification', ({ payload }) => payload && hear(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      return lose(error instanceof Error ? error : undefined);
    }
    if (isClosed) return void client.end();
    listener = client;
    retryMs = shortestRetryMs;
    // Also after the first connecting: listeners may have subscribed before it.
    tellAllToReadAgain();
    becomeReady();
  };
  void listen();

  return {
    ready,
    publish(topic, message) {
      local.publish(topic, message);
      if (isClosed) return;
      const payload = JSON.stringify({ from: instance, topic, message: toNotice(message) } satisfies Payload);
      if (payload.length > longestPayload) throw new Error('A bus message holds more than ids.');
      // What one commit brings is told by one statement.
      if (outgoing.length === 0) setImmediate(sendOutgoing);
      outgoing.push(payload);
    },
    subscribe(topic, onMessage) {
      topics.set(topic, (topics.get(topic) ?? 0) + 1);
      const end = local.subscribe(topic, onMessage);
      let isEnded = false;
      return () => {
        if (isEnded) return;
        isEnded = true;
        end();
        const left = (topics.get(topic) ?? 1) - 1;
        if (left > 0) topics.set(topic, left);
        else topics.delete(topic);
      };
    },
    async close() {
      isClosed = true;
      await listener?.end();
      sendOutgoing();
      await sender.end();
    },
  };
}
