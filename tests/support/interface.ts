import { expect } from 'vitest';
import { api } from '@/lib/api/app';
import { apiRoutes } from '@/lib/schemas/api-routes';
import { pairEvent } from '@/lib/schemas/pair-events';
import { problem } from '@/lib/schemas/refusal';

const patterns = Object.entries(apiRoutes).map(([route, { answer }]) => {
  const [method = '', path = ''] = route.split(' ');
  // A word of a path goes before an id: /pair-sessions/join is no pair session.
  return {
    method,
    isExact: !path.includes('{'),
    pattern: new RegExp(`^${path.replace('{id}', '[^/]+')}$`),
    answer,
  };
});

/** The schema of what a call answers when it succeeds. */
function answerOf(method: string, path: string) {
  const matching = patterns.filter((one) => one.method === method && one.pattern.test(path));
  return (matching.find(({ isExact }) => isExact) ?? matching[0])?.answer;
}

/**
 * Fails the test where an answer is not of the shape that `lib/schemas` promises, or holds more than it. Every test of
 * the interface calls through here or {@link ask}, so that no answer goes unchecked.
 */
export function checkAnswer(method: string, path: string, status: number, body: unknown): void {
  const schema = status < 400 ? answerOf(method, path) : problem;
  if (!schema) throw new Error(`${method} ${path} is not in lib/schemas/api-routes.ts`);
  expect(schema.parse(body), `${method} ${path} answered ${status}`).toEqual(body);
}

/** Fails the test where an event is not of the shape that `lib/schemas/pair-events.ts` promises. */
export function checkEvent(event: string, data: unknown): void {
  expect(pairEvent.parse({ event, data }), `the event ${event}`).toEqual({ event, data });
}

/** Asks the interface in this process, and checks what it answers. */
export async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  const answer = await api.request(address, init);
  const { pathname } = new URL(address, 'http://duet.test');
  const isJson = answer.headers.get('content-type')?.includes('application/json');
  if (isJson && pathname !== '/api/openapi.json') {
    checkAnswer(init.method ?? 'GET', pathname, answer.status, await answer.clone().json());
  }
  return answer;
}
