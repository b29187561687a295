// @vitest-environment happy-dom
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import ErrorPage from '@/app/error';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
afterEach(() => vi.unstubAllGlobals());

/** What the page says to a person while health answers with this status. */
async function textWhile(status: number): Promise<string> {
  vi.stubGlobal('fetch', async () =>
    Response.json({ status: status === 200 ? 'ok' : 'unavailable' }, { status }),
  );
  const place = document.createElement('div');
  const root = createRoot(place);
  const error = Object.assign(new Error('hidden'), { digest: '4711' });
  await act(async () => root.render(createElement(ErrorPage, { error, reset: () => undefined })));
  const text = place.textContent ?? '';
  await act(async () => root.unmount());
  return text;
}

test('a page that failed says so, and by which number an operator finds it', async () => {
  expect(await textWhile(200)).toMatch(/Something went wrong on our side.*Incident 4711.*Try again/);
});

test('a page that failed because nothing can be read or stored says to wait', async () => {
  expect(await textWhile(503)).toMatch(/cannot be used just now.*Wait a minute.*Incident 4711.*Try again/);
});
