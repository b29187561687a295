import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';

/**
 * The calls of a pair at work, as the app's router names them. They come with every few keystrokes, so who asks may be
 * answered from memory. Every other call asks the database: those that change who sits where, the instructors', and
 * whatever is added without being named here.
 */
const rememberedCalls: ReadonlySet<string> = new Set([
  'GET /api/pair-sessions/:id',
  'GET /api/pair-sessions/:id/events',
  'GET /api/pair-sessions/:id/texts',
  'POST /api/pair-sessions/:id/ops',
  'POST /api/pair-sessions/:id/submissions',
  'POST /api/pair-sessions/:id/reveals',
  'POST /api/pair-sessions/:id/hand-ins',
  'POST /api/pair-sessions/:id/cancellations',
  'POST /api/pair-sessions/:id/presence',
  'POST /api/pair-sessions/:id/driver-changes',
  'POST /api/pair-sessions/:id/new-numbers',
]);

/**
 * The calls that a pair's page sends without anybody doing anything: its stream, what it asks for while no stream gets
 * through, and what it catches up with. They keep no sign-in from running out. Every other call is somebody's doing;
 * a page tells its place only when its person moves, types or clicks.
 */
const callsOfThePageItself: ReadonlySet<string> = new Set([
  'GET /api/pair-sessions/:id',
  'GET /api/pair-sessions/:id/events',
  'GET /api/pair-sessions/:id/texts',
]);

function isAmong(calls: ReadonlySet<string>, c: Context): boolean {
  const call = matchedRoutes(c).at(-1);
  return call !== undefined && calls.has(`${call.method} ${call.path}`);
}

/** Whether a call takes a viewer who was read up to five seconds ago. */
export function takesRememberedViewer(c: Context): boolean {
  return isAmong(rememberedCalls, c);
}

/** Whether a page sends a call without its person doing anything. */
export function isSentByItself(c: Context): boolean {
  return isAmong(callsOfThePageItself, c);
}
