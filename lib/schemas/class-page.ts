import { z } from 'zod';
import { cellState, partColumn } from './class-results';
import { json } from './json';
import { phase } from './pair-view';
import { memberDecision, partReview } from './part-review';

/** When a pair had an idea or an answer: as its first response, at any time, or in what counts now. */
const whenTried = z.enum(['first', 'ever', 'now']);

/** What a card counts pairs by: with a score that counts, with one that is settled or decided, right at first or now. */
const cardFigure = z.enum(['done', 'read', 'right-first', 'right-now']);

const text = z.string().max(200);
const partId = z.string().max(32);

/** Which pairs the class table shows; what is left out does not filter. All of it stands in the page's address. */
export const classFilter = z.object({
  /** Part of a name or an e-mail. */
  text: text.optional(),
  /** The part that what follows is about. Without it `unread` means any part; the others need it. */
  partId: partId.optional(),
  unread: z.boolean().optional(),
  review: partReview.optional(),
  state: cellState.optional(),
  figure: cardFigure.optional(),
  /** The code of a known idea, or the hash of an answer, of a card; with when. */
  idea: text.optional(),
  answer: text.optional(),
  /** The index of a wrong cell of a heat map, in reading order; `first` or `now`. */
  cell: z.number().int().min(0).max(4_095).optional(),
  when: whenTried.optional(),
});

/** How the class table is sorted; by a part is by its points. */
export const classSort = z.object({
  by: z.enum(['name', 'points', 'last-work', 'part']),
  partId: partId.optional(),
  isDescending: z.boolean(),
});

const classPageCell = z.object({
  partId: z.string(),
  state: cellState,
  review: partReview,
  /** What counts for the pair; null where nothing was graded or decided. */
  earned: z.number().nullable(),
  points: z.number(),
  attempts: z.number().int(),
  /** Points decided for single members. */
  memberDecisions: z.array(memberDecision),
  isRevealed: z.boolean(),
  isHandedIn: z.boolean(),
  disagreed: z.boolean(),
  signature: z.string().nullable(),
  /** Of the fields that check themselves: how many are right, of how many; null where the part has none. */
  cells: z.object({ right: z.number().int(), of: z.number().int() }).nullable(),
});

const classPageSeat = z.object({
  id: z.string(),
  name: z.string(),
  /** Set where somebody else in the section has the same name. */
  email: z.string().nullable(),
  /** False once the person has left. */
  isPresent: z.boolean(),
});

const classPageRow = z.object({
  pairSessionId: z.string(),
  seats: z.array(classPageSeat),
  cells: z.array(classPageCell),
  /** Points of what is settled or decided, of scored parts; and how many scored parts somebody should still look at. */
  earned: z.number(),
  unread: z.number().int(),
  /** In ISO 8601. */
  lastWorkAt: z.string().nullable(),
});

const classPageColumn = partColumn.extend({
  kind: z.string(),
  /** The middle of the settled and decided points of all pairs; null while there are none. */
  median: z.number().nullable(),
  /** Pairs whose score counts in the median. */
  read: z.number().int(),
  unread: z.number().int(),
});

const sectionAssignment = z.object({ id: z.string(), title: z.string(), phase });

/** How far the drafts of closing time are graded, in pairs. */
const gradingProgress = z.object({ graded: z.number().int(), of: z.number().int() });

/** One page of the class table of one assignment. */
const classPage = z.object({
  section: z.object({ id: z.string(), title: z.string() }),
  assignments: z.array(sectionAssignment),
  assignment: sectionAssignment
    .extend({
      closesAt: z.string().nullable(),
      /** Without a closing time drafts are graded so many days after their last edit; null with one. */
      gradesDraftsAfterDays: z.number().int().nullable(),
    })
    .nullable(),
  columns: z.array(classPageColumn),
  rows: z.array(classPageRow),
  /** From 1; a page behind the last one is the last one. */
  page: z.number().int(),
  pages: z.number().int(),
  /** Pairs that the filter shows, and all. */
  shownRows: z.number().int(),
  totalRows: z.number().int(),
  /** Scored parts of pairs that somebody should look at, in the whole assignment. */
  unread: z.number().int(),
  /** The middle of the pairs' totals, over pairs without unread parts; null while there are none. */
  medianTotal: z.number().nullable(),
  grading: gradingProgress.nullable(),
  /** Students who sit in no pair session: the first by name, and how many in all. */
  unpaired: z.array(z.object({ name: z.string(), email: z.string() })),
  unpairedCount: z.number().int(),
});

/** Pairs by when they had something. A click on one filters the table by it. */
const triedCounts = z.object({ first: z.number().int(), ever: z.number().int(), now: z.number().int() });

const cardAnswer = triedCounts.extend({
  /** What {@link classFilter} takes as `answer`. */
  answer: z.string(),
  /** The response in its canonical form; null where nobody's row tells it any more. */
  response: json.nullable(),
  isRight: z.boolean(),
});

const cardIdea = triedCounts.extend({
  code: z.string(),
  /** What pairs read of it. */
  message: z.string().nullable(),
});

/** What a class did on one part. All counts are of pairs. */
const partCard = z.object({
  partId: z.string(),
  questionTitle: z.string(),
  kind: z.string(),
  points: z.number(),
  isScored: z.boolean(),
  /** Pairs with any work here, and with a score that counts. */
  begun: z.number().int(),
  done: z.number().int(),
  /** Right with the first response, and now. */
  rightFirst: z.number().int(),
  rightNow: z.number().int(),
  median: z.number().nullable(),
  read: z.number().int(),
  unread: z.number().int(),
  ideas: z.array(cardIdea),
  /** The ten most common answers by pairs that ever had them; none for long texts. */
  answers: z.array(cardAnswer),
  /** How many pairs had each cell wrong, in reading order; null where the part has no cells. */
  heat: z
    .object({
      rows: z.number().int(),
      columns: z.number().int(),
      first: z.array(z.number().int()),
      now: z.array(z.number().int()),
    })
    .nullable(),
  /** Of a choice: pairs by option. */
  options: z
    .array(
      z
        .object({
          id: z.string(),
          /** What {@link classFilter} takes as `answer`. */
          answer: z.string(),
          label: z.string(),
          isRight: z.boolean(),
        })
        .extend(triedCounts.shape),
    )
    .nullable(),
  /** Of predicted weights: the last row of each pair, by its words; at most 200 pairs. */
  weights: z
    .object({
      words: z.array(z.string()),
      /** The stored model that reads the same words beside the part; null where there is none. */
      model: z.string().nullable(),
      lines: z.array(
        z.object({
          pairSessionId: z.string(),
          names: z.array(z.string()),
          weights: z.array(z.number().nullable()),
        }),
      ),
    })
    .nullable(),
});

const partCards = z.object({ cards: z.array(partCard) });

export type WhenTried = z.infer<typeof whenTried>;
export type CardFigure = z.infer<typeof cardFigure>;
export type ClassFilter = z.infer<typeof classFilter>;
export type ClassSort = z.infer<typeof classSort>;
export type ClassPageCell = z.infer<typeof classPageCell>;
export type ClassPageRow = z.infer<typeof classPageRow>;
export type ClassPageColumn = z.infer<typeof classPageColumn>;
export type ClassPage = z.infer<typeof classPage>;
export type PartCard = z.infer<typeof partCard>;
export type PartCards = z.infer<typeof partCards>;
export type GradingProgress = z.infer<typeof gradingProgress>;
