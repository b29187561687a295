import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { handle } from 'hono/vercel';
import { api } from '@/lib/api/app';
import { MOST_BODY_BYTES } from '@/lib/server/body-limit';
import { requestProblems } from '@/lib/server/refusals';

export const dynamic = 'force-dynamic';

// Only development comes this way: in production server.ts limits every body before Next or the interface see it.
const limited = new Hono()
  .use(
    bodyLimit({
      maxSize: MOST_BODY_BYTES,
      onError: (c) => c.json(requestProblems.tooLarge(MOST_BODY_BYTES), 413, { Connection: 'close' }),
    }),
  )
  .mount('/', api.fetch);
const handler = handle(limited);

export { handler as DELETE, handler as GET, handler as PATCH, handler as POST, handler as PUT };
