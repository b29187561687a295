import { api } from '@/lib/api/app';
import { ask } from './interface';
import { origin } from './people';

/** A request of a page of this site; a text body is sent as it is. */
export interface Call {
  body?: unknown;
  rawBody?: string;
  cookie?: string | undefined;
  headers?: Record<string, string>;
}

/** Asks the interface in this process. @param route method and path, like `get /api/me`. */
export function call(route: string, { body, rawBody, cookie, headers }: Call = {}): Promise<Response> {
  const [method = '', path = ''] = route.split(' ');
  const sent = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  return Promise.resolve(
    ask(path, {
      method: method.toUpperCase(),
      headers: {
        host: 'duet.test',
        origin,
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...(cookie !== undefined && { cookie }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    }),
  );
}

/** Every call that the app answers, like `post /api/pair-sessions/{id}/ops`. */
export function routesOfApp(): string[] {
  const routes = api.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`);
  return [...new Set(routes)];
}

/** All that a client can tell an answer by. */
export async function fingerprint(answer: Response) {
  return { status: answer.status, headers: [...answer.headers].sort(), body: await answer.text() };
}
