import type { CallResult } from './call-api';
import { messages } from './messages';

/** A whole class signing in at once takes its time. */
const timeoutMs = 45_000;

/** E-mail and password; or the code that is asked for after them. */
type Credentials = { email: string; password: string } | { signInCode: string };

/** Signs in through next-auth's credentials provider. Never throws; afterwards a full page load is due. */
export async function signIn(credentials: Credentials): Promise<CallResult<null>> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const token = (await (await fetch('/api/auth/csrf', { signal })).json()) as { csrfToken: string };
    const response = await fetch('/api/auth/callback/credentials', {
      method: 'POST',
      signal,
      body: new URLSearchParams({ ...credentials, csrfToken: token.csrfToken, json: 'true' }),
    });
    const answer = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
    if (response.ok) return { ok: true, status: response.status, value: null };
    return {
      ok: false,
      status: response.status,
      code: answer.code ?? 'failed',
      message: answer.message ?? messages.signIn.failed,
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
