import { post } from '../bench/live/client';

/** Who signs in. */
export interface Credentials {
  email: string;
  password: string;
}

/** The sign-in page, open in a browser that has signed in nobody before. */
export interface SignInPage {
  /** @param address where the browser is now, as a proxy would say. */
  signIn(who: Credentials, address: string): Promise<{ status: number }>;
}

/** Opens the sign-in page in a browser of its own. */
export async function openSignInPage(origin: string, address: string): Promise<SignInPage> {
  const answer = await fetch(`${origin}/api/auth/csrf`, { headers: { 'x-forwarded-for': address } });
  const { csrfToken } = (await answer.json()) as { csrfToken: string };
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return {
    signIn: (who, from) =>
      post(
        `${origin}/api/auth/callback/credentials`,
        { origin, cookie, 'x-forwarded-for': from },
        JSON.stringify({ ...who, csrfToken, json: 'true' }),
      ),
  };
}
