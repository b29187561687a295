import { messages } from './messages';

/** A refusal of the server, or `offline` when it could not be reached. */
export interface CallProblem {
  ok: false;
  status: number;
  code: string;
  message: string;
}

export type CallResult<T> = { ok: true; status: number; value: T } | CallProblem;

const timeoutMs = 15_000;

/** Calls the JSON interface. Never throws: what went wrong comes back with a code and a sentence for people. */
export async function callApi<T>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<CallResult<T>> {
  try {
    const response = await fetch(path, {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
    // The server answers 2xx with the shape the caller asks for: both sides share its types. An answer that breaks off
    // on its way counts as none.
    if (response.ok) return { ok: true, status: response.status, value: (await response.json()) as T };
    const parsed: unknown = await response.json().catch(() => null);
    const problem = (parsed ?? {}) as { code?: string; message?: string };
    return {
      ok: false,
      status: response.status,
      code: problem.code ?? 'failed',
      message: problem.message ?? messages.call.failed,
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
