/**
 * Where to go after signing in: the path that was asked for, if it is one of this site's own, else the start page.
 * Addresses that lead elsewhere, however they are written, are not followed.
 */
export function safeNextPath(asked: string | undefined): string {
  const here = 'http://here.invalid';
  if (!asked?.startsWith('/') || !URL.canParse(asked, here)) return '/';
  const url = new URL(asked, here);
  const path = `${url.pathname}${url.search}${url.hash}`;
  // Taking dots out of a path may leave two slashes in front, which name another host.
  return url.origin === here && !path.startsWith('//') ? path : '/';
}
