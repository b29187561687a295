import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { perProcess } from './per-process';

const storage = () => perProcess('request-context', () => new AsyncLocalStorage<string>());

/**
 * A new id of a request: twelve hexadecimal digits. Node draws UUIDs ahead; fresh bytes would cost each request a call of
 * the system.
 */
export function newRequestId(): string {
  return randomUUID().replaceAll('-', '').slice(0, 12);
}

/** Runs the answering of a request: whatever is logged meanwhile names the request. */
export function runAsRequest<T>(id: string, answer: () => T): T {
  return storage().run(id, answer);
}

/** The id of the request that is being answered; undefined where none is. */
export function requestId(): string | undefined {
  return storage().getStore();
}

/** Begins something that goes on for others after the request in which it was needed first, such as a timer. */
export function outsideRequests<T>(begin: () => T): T {
  return storage().exit(begin);
}
