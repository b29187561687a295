/**
 * Leads to another page by a full load, so that nothing of the last person stays in memory. Resolves only when somebody
 * comes back to this page by the browser's history, so that the button that led away shows as busy until then.
 */
export function openPage(address: string): Promise<Record<string, never>> {
  window.location.assign(address);
  return new Promise((resolve) => {
    window.addEventListener('pageshow', () => resolve({}), { once: true });
  });
}
