import { z } from 'zod';
import type { HistoryFilter, HistoryPlace } from '@/lib/server/classes/section-history';
import { kindLabels } from './messages';

const kinds = kindLabels.map(({ kind }) => kind);
const time = z.iso.datetime().pipe(z.coerce.date()).optional().catch(undefined);

/** The filter in a page's address. What cannot be read does not count, and the form shows that it is not set. */
const address = z.object({
  kind: z.enum(kinds).optional().catch(undefined),
  person: z.string().min(1).max(64).optional().catch(undefined),
  from: time,
  until: time,
  after: z
    .string()
    .max(100)
    .transform((text) => text.split('_'))
    .pipe(z.tuple([z.iso.datetime().pipe(z.coerce.date()), z.string().max(64)]))
    .transform(([at, id]): HistoryPlace => ({ at, id }))
    .optional()
    .catch(undefined),
});

/** Reads which entries a page's address asks for. */
export function readAddress(search: Record<string, string | string[] | undefined>): HistoryFilter {
  const { person, ...filter } = address.parse(search);
  return { ...filter, personId: person };
}

/** The address of a page of entries. */
export function addressOf(sectionId: string, filter: HistoryFilter): string {
  const { kind, personId, from, until, after } = filter;
  const search = new URLSearchParams({
    ...(kind && { kind }),
    ...(personId && { person: personId }),
    ...(from && { from: from.toISOString() }),
    ...(until && { until: until.toISOString() }),
    ...(after && { after: `${after.at.toISOString()}_${after.id}` }),
  });
  return `/sections/${sectionId}/history${search.size > 0 ? `?${search}` : ''}`;
}
