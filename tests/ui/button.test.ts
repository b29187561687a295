// @vitest-environment happy-dom
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { Button } from '@/lib/ui/button';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** What React Aria has said by the name of something on the page. */
const said = () => [...document.querySelectorAll('[role="img"][aria-labelledby]')];

test('what is said of a pending button goes with the button, which it would have its name from', async () => {
  const place = document.createElement('div');
  document.body.append(place);
  const root = createRoot(place);
  const show = (isPending: boolean) =>
    act(async () => root.render(createElement(Button, { isPending }, 'Join this pair')));
  await show(false);
  place.querySelector('button')?.focus();
  await show(true);
  expect(said()).toHaveLength(1);
  const [one] = said();
  expect(place.querySelector('button')?.id).toBe(one?.getAttribute('aria-labelledby'));
  await act(async () => root.unmount());
  expect(said()).toEqual([]);
  place.remove();
});
