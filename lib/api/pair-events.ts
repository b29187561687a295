import { createRoute, z } from '@hono/zod-openapi';
import { makeRoomForStream } from '@/lib/server/live/open-streams';
import { feedPairEvents, type PairFeed, type SentPairEvent } from '@/lib/server/pair/feed-pair-events';
import { rememberedViewer } from '@/lib/server/people/remembered-viewer';
import { registerStream } from '@/lib/server/people/signed-in-streams';
import type { Viewer } from '@/lib/server/people/viewer';
import { log } from '../server/log';
import { refusals } from '../server/refusals';
import { notFound } from '../server/result';
import { answerRefusal, makeResource, problemResponses } from './api';
import { EventBody } from './event-body';

const heartbeatMs = 15_000;
const retryMs = 1_000;

export const pairEventRoutes = makeResource();

pairEventRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/pair-sessions/{id}/events',
    tags: ['pair sessions'],
    summary: 'Server-sent events of a pair session; resumes after Last-Event-ID',
    request: { params: z.object({ id: z.string().max(64) }) },
    responses: {
      200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
      ...problemResponses,
    },
  }),
  async (c) => {
    const { viewer } = c.var;
    const { id } = c.req.valid('param');
    const lastEventId = c.req.header('last-event-id') ?? c.req.query('after') ?? '';
    const lastSeq = /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : null;

    if (!makeRoomForStream({ signInId: viewer.signInId, pairSessionId: id })) {
      return answerRefusal(c, refusals.tooManyPages);
    }
    // Hono has no environment at all where Next calls it.
    const stream = new EventBody(c.env?.outgoing, retryMs, () => feed?.stop());
    const send = ({ id: seq, ...event }: SentPairEvent) => stream.send(event, { id: seq });
    const feed = await feedPairEvents(viewer, id, lastSeq, send);
    if (!feed) return answerRefusal(c, notFound);
    void keepAlive(stream, feed, viewer, id);
    // Whoever signed out while the stream was being opened was not registered yet. After an error the client asks again.
    const isStillSignedIn = await rememberedViewer(c.req.raw.headers).catch(() => null);
    if (!isStillSignedIn) feed.stop();
    return stream.response();
  },
);

/** Runs an open stream until its feed ends: sends heartbeats, and `bye` before the server stops. */
async function keepAlive(
  stream: EventBody,
  feed: PairFeed,
  viewer: Viewer,
  pairSessionId: string,
): Promise<void> {
  const forget = registerStream(viewer, {
    pairSessionId,
    async endWithBye(backInMs) {
      // Written at once; a client that does not read on is not waited for.
      void stream.send({ event: 'bye', data: { retryMs: backInMs } }, { retryMs: backInMs });
      feed.stop();
      stream.end();
    },
    end() {
      feed.stop();
      void stream.send({ event: 'bye', data: { retryMs: 0 } });
      // Also for a client that does not read on, which the feed would wait for.
      stream.end();
    },
  });
  const beat = async () => {
    feed.heartbeat();
    await stream.send({ event: 'here', data: {} });
  };
  // Where the database is unavailable for a moment, this heartbeat is skipped and the next turn tries again.
  const timer = setInterval(
    () => beat().catch((error) => log.warn('heartbeat failed', { error })),
    heartbeatMs,
  );
  try {
    await feed.done;
  } catch (error) {
    // The client comes back and gets what it has missed.
    log.warn('event stream failed', { error });
  } finally {
    clearInterval(timer);
    forget();
    feed.stop();
    stream.end();
  }
}
