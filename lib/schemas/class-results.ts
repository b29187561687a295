import { z } from 'zod';
import { json } from './json';
import { phase } from './pair-view';
import { partReview } from './part-review';

/** One part's column of the class table. */
export const partColumn = z.object({ id: z.string(), points: z.number(), isScored: z.boolean() });

export const cellState = z.enum([
  'untouched',
  'in-progress',
  'correct',
  'partial',
  'incorrect',
  'needs-review',
]);

/** One cell of the class table. */
const classCell = z.object({
  partId: z.string(),
  isScored: z.boolean(),
  state: cellState,
  /** What counts: a person's decision goes before the automatic score. */
  earned: z.number(),
  /** The automatic score; null while nothing was graded. */
  automatic: z.number().nullable(),
  points: z.number(),
  attempts: z.number().int(),
  isProvisional: z.boolean(),
  isOverridden: z.boolean(),
  isRevealed: z.boolean(),
  isHandedIn: z.boolean(),
  disagreed: z.boolean(),
  signature: z.string().nullable(),
});

/** A cell with what people and the grader found in it. */
const resultCell = classCell.extend({
  review: partReview,
  /** Codes of known ideas: of the first response, and of all that was tried. */
  firstIdea: z.string().nullable(),
  ideas: z.array(z.string()),
});

/** Sums of a row: `waiting` of the points come from grades that no person has looked at. */
const rowTotal = z.object({ earned: z.number(), total: z.number(), waiting: z.number() });

const resultSeat = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  /** False once the person has left and sits nowhere else; the points that the pair had then stay theirs. */
  isPresent: z.boolean(),
});

const ownResult = z.object({
  response: json,
  /** A person's decision goes before the automatic points. */
  earned: z.number(),
  automatic: z.number(),
  isProvisional: z.boolean(),
});

const resultRow = z.object({
  pairSessionId: z.string(),
  seats: z.array(resultSeat),
  /** People who have gone on in another pair session, and are listed there. */
  formerSeats: z.array(resultSeat.omit({ isPresent: true })),
  cells: z.array(resultCell),
  total: rowTotal,
  /** Scored parts that somebody should still look at. */
  unread: z.number().int(),
  /** What a member keeps of another pair, or has kept on leaving: seat id → part id → points. It goes before all else. */
  kept: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ earned: z.number(), isProvisional: z.boolean(), pairSessionId: z.string() }),
    ),
  ),
  /** The points that a person decided for one member only: seat id → part id → points. */
  memberOverrides: z.record(z.string(), z.record(z.string(), z.number())),
  /** The own answer of a member who did not agree, and what it earns: seat id → part id. */
  own: z.record(z.string(), z.record(z.string(), ownResult)),
  /** Who decided what a member has, and what they wrote to the pair: seat id → part id. */
  decided: z.record(
    z.string(),
    z.record(z.string(), z.object({ by: z.string(), comment: z.string().nullable() })),
  ),
});

/** The class table of one assignment. */
export const sectionResults = z
  .object({
    sectionId: z.string(),
    sectionTitle: z.string(),
    assignments: z.array(z.object({ id: z.string(), title: z.string(), phase })),
    assignmentId: z.string().nullable(),
    columns: z.array(partColumn),
    rows: z.array(resultRow),
    /** Students who sit in no pair session yet. */
    unpaired: z.array(z.object({ name: z.string(), email: z.string() })),
  })
  .meta({ id: 'SectionResults' });

export type PartColumn = z.infer<typeof partColumn>;
export type CellState = z.infer<typeof cellState>;
export type ClassCell = z.infer<typeof classCell>;
export type ResultCell = z.infer<typeof resultCell>;
export type RowTotal = z.infer<typeof rowTotal>;
export type ResultRow = z.infer<typeof resultRow>;
export type SectionResults = z.infer<typeof sectionResults>;
