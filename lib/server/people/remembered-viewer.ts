import { perProcess } from '../database/per-process';
import { hearEndedSignIns } from './sign-in-notices';
import { proveViewer, type Viewer } from './viewer';
import { makeViewerMemory } from './viewer-memory';

const memory = () => perProcess('viewers', makeViewerMemory);

/**
 * The person whose cookies a request carries, as {@link viewerFromHeaders} tells; the answer may be up to five seconds
 * old, unless a notice of its end has come. For calls of a pair only, which come with every few keystrokes.
 *
 * @param prove reads the cookies and the database.
 */
export async function rememberedViewer(
  headers: Headers,
  now: Date = new Date(),
  prove: typeof proveViewer = proveViewer,
): Promise<Viewer | null> {
  const cookie = headers.get('cookie');
  if (!cookie) return null;
  hearEndedSignIns('viewers', (ended) => memory().forget(ended));
  return memory().viewerOf(cookie, now, () => prove(headers, now));
}
