import { expect, type Page } from '@playwright/test';
import type { WorksheetPage } from './worksheet.page';

/** The exploration, once it is open. */
export const slot = (page: Page) => page.getByRole('region', { name: 'Trained attention' });
export const openButton = (page: Page) => page.getByRole('button', { name: 'Open Trained attention' });
export const slider = (page: Page) => slot(page).getByRole('slider', { name: /^Training/ });

interface Pair {
  ada: WorksheetPage;
  alan: WorksheetPage;
}

/** Predicts the row of 2b through the interface of programs, as the page itself sends it; both hand it in. */
export async function handIn2b({ ada: { page }, alan }: Pair, origin: string): Promise<void> {
  const id = page.url().split('/').at(-1);
  const row = ['0.03', '0.30', '0.03', '0.02', '0.04', '0.38', '0.10', '0.10'];
  const ops = row.map((value, place) => ({
    opId: `row-${place}-${Math.random()}`,
    path: `2b/weights/7/${place}`,
    base: 0,
    value,
  }));
  const headers = { origin };
  const typed = await page.request.post(`/api/pair-sessions/${id}/ops`, { headers, data: { ops } });
  expect(typed.status()).toBe(200);
  for (const { request } of [page, alan.page]) {
    const handedIn = await request.post(`/api/pair-sessions/${id}/hand-ins`, {
      headers,
      data: { partId: '2b' },
    });
    expect([200, 202]).toContain(handedIn.status());
  }
}
