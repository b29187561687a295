import { writeMatrix } from '@/lib/reading/write-matrix';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A table that spreadsheets and word processors paste as cells. */
function toHtmlTable(rows: readonly (readonly string[])[]): string {
  const escapeText = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
  const body = rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeText(cell)}</td>`).join('')}</tr>`)
    .join('');
  return `<table>${body}</table>`;
}

/** What a copy of cells puts on the clipboard: text with tabs, and a table. */
export function clipboardFormats(rows: readonly (readonly string[])[]): { type: string; data: string }[] {
  return [
    { type: 'text/plain', data: writeMatrix(rows, 'tsv') },
    { type: 'text/html', data: toHtmlTable(rows) },
  ];
}
