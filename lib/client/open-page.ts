/**
 * Leads to another page by a full load, so that nothing of whoever sat here stays in memory. Resolves only when
 * somebody comes back to this page as it was left: until then what led away is on its way.
 */
export function openPage(address: string): Promise<Record<string, never>> {
  window.location.assign(address);
  return new Promise((resolve) => {
    window.addEventListener('pageshow', () => resolve({}), { once: true });
  });
}
