import type { ShortAnswerSpec } from './spec';

/** One text, or texts by the ids of the spec's fields; a field that is missing is empty. */
export type ShortAnswerResponse = string | { [fieldId: string]: string };

export function isShortAnswerResponse(value: unknown): value is ShortAnswerResponse {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((text) => typeof text === 'string');
}

/** What a response says in one field. */
export function textIn(response: { [fieldId: string]: string }, id: string): string {
  return (Object.hasOwn(response, id) ? response[id] : undefined) ?? '';
}

/** The texts of a response; null where it names fields that the part does not have. */
export function textsOf({ fields }: ShortAnswerSpec, response: ShortAnswerResponse): string[] | null {
  if (typeof response === 'string') return [response];
  const ids = (fields ?? []).map(({ id }) => id);
  if (fields === null || Object.keys(response).some((id) => !ids.includes(id))) return null;
  return ids.map((id) => textIn(response, id));
}
