import { describe, expect, it } from 'vitest';
import { POST } from '@/app/api/[...route]/route';
import { origin } from '../support/people';

/** A call as Next hands it on in development. */
function post(body: string | ReadableStream<Uint8Array>): Promise<Response> | Response {
  const address = `${origin}/api/accounts`;
  const headers = { 'content-type': 'application/json', origin, host: new URL(origin).host };
  return POST(new Request(address, { method: 'POST', headers, body, duplex: 'half' } as RequestInit));
}

describe('the JSON interface in Next, for development', () => {
  it('reads a body of 64 KB and refuses a larger one, declared or in pieces', async () => {
    const most = 'x'.repeat(64 * 1024);
    const larger = `${most}x`;
    expect((await post(most)).status).toBe(400);
    for (const body of [larger, new Blob([larger]).stream()]) {
      const answer = await post(body);
      expect(answer.status).toBe(413);
      expect(await answer.json()).toEqual({
        code: 'too-large',
        message: 'The request is larger than 64 KB.',
      });
    }
  });
});
