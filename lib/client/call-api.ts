import type { ApiAnswer, ApiBody, ApiRoute } from '@/lib/schemas/api-routes';
import type { PresentState } from '@/lib/schemas/decisions';
import { messages } from './messages';

/** A refusal of the server, or `offline` when it could not be reached. */
export interface CallProblem {
  ok: false;
  status: number;
  code: string;
  message: string;
  /** With `already-paired`: where the person sits already. */
  pairSessionId?: string | undefined;
  /** With `changed`: how the part stands that was decided on. */
  present?: PresentState | undefined;
}

export type CallResult<T> = { ok: true; status: number; value: T } | CallProblem;

const timeoutMs = 15_000;

type IdOf<Route extends ApiRoute> = Route extends `${string}{id}${string}` ? { id: string } : unknown;
type BodyOf<Route extends ApiRoute> = ApiBody<Route> extends undefined ? unknown : { body: ApiBody<Route> };

/** What a call needs besides its route: the id in its path, its body, and the query. */
export type CallOptions<Route extends ApiRoute> = IdOf<Route> &
  BodyOf<Route> & { query?: Record<string, string> };

/**
 * Calls the JSON interface. Never throws: what went wrong comes back with a code and a sentence for people.
 *
 * @param route method and path, as in `lib/schemas/api-routes.ts`, which says what the call takes and answers.
 */
export async function callApi<Route extends ApiRoute>(
  route: Route,
  options: CallOptions<Route>,
): Promise<CallResult<ApiAnswer<Route>>> {
  const { id, body, query }: { id?: string; body?: unknown; query?: Record<string, string> } = options;
  const [method = '', path = ''] = route.split(' ');
  const search = query ? `?${new URLSearchParams(query)}` : '';
  try {
    const response = await fetch(path.replace('{id}', encodeURIComponent(id ?? '')) + search, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    if (response.ok) {
      // The one place where an answer gets its type: the server checks its answers against the same schemas in tests. An
      // answer that breaks off on its way counts as none.
      return { ok: true, status: response.status, value: (await response.json()) as ApiAnswer<Route> };
    }
    const parsed: unknown = await response.json().catch(() => null);
    const problem = (parsed ?? {}) as {
      code?: string;
      message?: string;
      pairSessionId?: string;
      present?: PresentState;
    };
    return {
      ok: false,
      status: response.status,
      code: problem.code ?? 'failed',
      message: problem.message ?? messages.call.failed,
      pairSessionId: problem.pairSessionId,
      present: problem.present,
    };
  } catch {
    return {
      ok: false,
      status: 0,
      code: 'offline',
      message: messages.call.unreachable,
    };
  }
}
