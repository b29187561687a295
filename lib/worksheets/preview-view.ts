import type { PairView } from '@/lib/schemas/pair-view';
import { policySchema } from '@/lib/schemas/policy';
import type { PublicWorksheet } from './worksheet';

/** The seed of the numbers that a preview shows. */
export const previewSeed = 'preview';

/**
 * The page of a pair that does not exist, to look at a worksheet before a class has it: untouched, and to read. Nothing
 * of it is stored or counted.
 *
 * @param name whose page it would be.
 */
export function toPreviewView(worksheet: PublicWorksheet, name: string): PairView {
  const parts = worksheet.questions.flatMap((question) => question.parts);
  return {
    id: `${previewSeed}-${worksheet.slug}`,
    code: null,
    assignmentId: '',
    status: 'open',
    opensAt: null,
    closesAt: null,
    policy: policySchema.parse({ roles: false }),
    seed: previewSeed,
    rounds: {},
    waitsForPartner: false,
    isSplit: false,
    seats: [{ id: previewSeed, name, present: true, hasLeft: false, isYours: true }],
    joinRequests: [],
    readers: [],
    left: [],
    readOnly: 'preview',
    parts,
    fields: {},
    submissions: {},
    scores: Object.fromEntries(
      parts.map(({ id, points, attempts }) => [
        id,
        {
          attempts: 0,
          attemptsLeft: attempts,
          pointsState: 'open' as const,
          seenBy: [],
          outcome: null,
          earned: 0,
          total: points,
          provisional: false,
          overridden: false,
        },
      ]),
    ),
    revealed: [],
    keys: {},
    handedIn: [],
    proposals: [],
    predictions: [],
    disagreements: [],
    driverSeatId: null,
    drivenQuestions: [],
    seq: 0,
  };
}
