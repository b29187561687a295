import { createRoute, z } from '@hono/zod-openapi';
import { streamSSE } from 'hono/streaming';
import { registerStream } from '../server/open-streams';
import { feedPairEvents, type PairEvent } from '../server/pair-events';
import { notFound } from '../server/result';
import { viewerFromHeaders } from '../server/viewer';
import { answerRefusal, makeResource, problemResponses } from './api';

const heartbeatMs = 15_000;

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

    const waiting: PairEvent[] = [];
    let deliver: (event: PairEvent) => Promise<void> = async (event) => {
      waiting.push(event);
    };
    const feed = await feedPairEvents(viewer, id, lastSeq, (event) => deliver(event));
    if (!feed) return answerRefusal(c, notFound);

    // Compression would hold events back; some proxies buffer unless told not to.
    c.header('Cache-Control', 'no-store, no-transform');
    c.header('X-Accel-Buffering', 'no');
    const { headers } = c.req.raw;
    return streamSSE(c, async (stream) => {
      const write = async ({ event, data, id: seq }: PairEvent) => {
        await stream.writeSSE({
          event,
          data: JSON.stringify(data),
          ...(seq !== undefined && { id: String(seq) }),
        });
      };
      const forget = registerStream(async (retryMs) => {
        await stream.writeSSE({ event: 'bye', data: JSON.stringify({ retryMs }), retry: retryMs });
        feed.stop();
      });
      stream.onAbort(feed.stop);
      await stream.write('retry: 1000\n\n');
      for (const event of waiting) await write(event);
      deliver = write;
      const timer = setInterval(async () => {
        // Signing out, or leaving the pair, ends the stream as well.
        if (!(await viewerFromHeaders(headers))) return feed.stop();
        await feed.heartbeat();
        await stream.writeSSE({ event: 'here', data: '{}' });
      }, heartbeatMs);
      try {
        await feed.done;
      } finally {
        clearInterval(timer);
        forget();
        feed.stop();
      }
    });
  },
);
