/**
 * Puts a text on the clipboard from a button. The clipboard interface is missing on plain http, where a copy event
 * still works. Returns whether it was done.
 */
export async function copyToClipboard(text: string): Promise<boolean> {
  if (typeof navigator.clipboard?.writeText === 'function') {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Refused by the browser or its user: the copy event below may still be allowed.
    }
  }
  let isSet = false;
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    isSet = event.clipboardData !== null;
  };
  document.addEventListener('copy', onCopy, { capture: true });
  try {
    return document.execCommand('copy') && isSet;
  } finally {
    document.removeEventListener('copy', onCopy, { capture: true });
  }
}
