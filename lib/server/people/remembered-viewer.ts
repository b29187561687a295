import { perProcess } from '../per-process';
import { hearEndedSignIns } from './sign-in-notices';
import { noteUse } from './sign-in-uses';
import { type Doing, proveViewer, type Viewer } from './viewer';
import { makeViewerMemory } from './viewer-memory';

const memory = () => perProcess('viewers', makeViewerMemory);

/**
 * The person whose cookies a request carries, as {@link viewerFromHeaders} tells; the answer may be up to five seconds
 * old, unless a notice of its end has come. For calls of a pair only, which come with every few keystrokes.
 *
 * @param doing as {@link viewerFromHeaders} takes it. What is remembered tells when a use is to be noted next.
 * @param prove reads the cookies and the database.
 */
export async function rememberedViewer(
  headers: Headers,
  now: Date = new Date(),
  doing: Doing = 'nothing',
  prove: typeof proveViewer = proveViewer,
): Promise<Viewer | null> {
  const cookie = headers.get('cookie');
  if (!cookie) return null;
  hearEndedSignIns('viewers', (ended) => memory().forget(ended));
  const proved = await memory().viewerOf(cookie, now, () => prove(headers, now));
  if (proved && doing === 'use') noteUse(proved, now);
  return proved?.viewer ?? null;
}
