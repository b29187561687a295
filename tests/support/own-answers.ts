import type { Json } from '@/lib/schemas/json';
import { applyOps } from '@/lib/server/pair/apply-ops';
import { disagreeOnPart } from '@/lib/server/pair/disagreements';
import { getPairView } from '@/lib/server/pair/get-pair-view';
import type { Viewer } from '@/lib/server/people/viewer';

interface OwnInput {
  pairSessionId: string;
  partId: string;
  /** Path within the whole worksheet; the part itself unless it has several fields. */
  path?: string;
  value: Json;
}

let count = 0;

/** Types into somebody's own answer. */
export async function writeOwn(
  who: Viewer,
  { pairSessionId, partId, path = partId, value }: OwnInput,
  now: Date,
) {
  const view = await getPairView(who, pairSessionId, now);
  const answers = view.ok ? view.value.disagreements.find((one) => one.partId === partId)?.answers : [];
  const base = answers?.flatMap(({ fields = {} }) => fields[path]?.version ?? []).at(0) ?? 0;
  count += 1;
  const ops = [{ opId: `own-${count}`, path, base, value, own: true }];
  return applyOps(who, { pairSessionId, ops }, now);
}

/** Does not agree, writes an own answer, and confirms it. */
export async function answerAlone(who: Viewer, input: OwnInput, now: Date) {
  const { pairSessionId, partId } = input;
  const begun = await disagreeOnPart(who, { pairSessionId, partId, step: 'begin' }, now);
  if (!begun.ok || begun.value.state === 'handed-in') return begun;
  const written = await writeOwn(who, input, now);
  if (!written.ok) return written;
  return disagreeOnPart(who, { pairSessionId, partId, step: 'confirm' }, now);
}
