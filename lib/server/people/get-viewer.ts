import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { isOwnOrigin } from './own-origin';
import { type Viewer, viewerFromHeaders } from './viewer';

/**
 * The viewer of the page that is rendered, or of the action that is called, which somebody does; read once per page,
 * however many components ask.
 */
export const getViewer = cache(
  async (): Promise<Viewer | null> => viewerFromHeaders(await headers(), new Date(), 'use'),
);

/**
 * The viewer of a page for signed-in people; others are sent to sign in and come back.
 *
 * @param here the page's own path.
 */
export async function requireViewer(here: string): Promise<Viewer> {
  const viewer = await getViewer();
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  return viewer;
}

/**
 * The viewer of a server action. The origin is checked here, too: a version of Next has let `null` pass.
 *
 * @throws Error when the action was not called from this site's own pages.
 */
export async function requireActionViewer(here: string): Promise<Viewer> {
  if (!isOwnOrigin(await headers())) throw new Error('An action was called from a foreign origin.');
  return requireViewer(here);
}
