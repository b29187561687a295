import { z } from 'zod';
import { json } from './json';
import { proposalPurpose } from './pair-view';

const id = z.string().min(1).max(64);
/** The seat that acts, where this browser has proved several. */
const seatId = id.optional();

export const newPairInput = z.object({ assignmentId: z.string().max(64) });

export const joinInput = z.object({ code: z.string().max(40) });

export const seatInput = z.object({
  email: z.string().max(320),
  password: z.string().max(1_000),
  /** The code of the second factor, where the account has one. */
  signInCode: z.string().max(100).optional(),
  agreesTo: z
    .string()
    .max(20_000)
    .optional()
    .meta({ description: 'Where this costs those who sit there something: the sentence they have read' }),
});

export const joinAnswerInput = z.object({ requestId: id, agrees: z.boolean() });

export const leaveInput = z.object({ seatId: z.string().max(64).optional() });

export const submissionInput = z.object({
  partId: id,
  response: json.optional().meta({ description: 'Left out: what stands in the fields' }),
  token: z.string().min(1).max(100),
  seatId,
});

export const partActionInput = z.object({ partId: id, seatId });

export const proposalInput = z.object({ partId: id, purpose: proposalPurpose, seatId });

const disagreementStep = z.enum(['begin', 'confirm', 'change', 'agree']);

export const handInInput = partActionInput.extend({
  disagree: z.boolean().optional().meta({ description: 'The pair disagrees: a step of this seat alone' }),
  step: disagreementStep.optional().meta({
    description:
      'With disagree: begin gives each an own answer, confirm hands in the own one, change takes that back, ' +
      'agree discards both once both ask for it. Left out: begin without an own answer, else confirm',
  }),
});

export type DisagreementStep = z.infer<typeof disagreementStep>;

export const newNumbersInput = z.object({
  questionId: id,
  round: z.number().int().min(0).meta({ description: 'The round that was seen' }),
  seatId,
});

export const driverInput = z.object({ driverSeatId: id, questionId: id.optional(), seatId });

/** What a person predicts, by part. */
export const predictionInput = z.object({
  responses: z
    .record(z.string().min(1).max(64), json)
    .refine((responses) => JSON.stringify(responses).length <= 4_000, 'This is too long for a prediction.'),
  seatId,
});

export const presenceInput = z.object({
  path: z.string().max(120).nullable(),
  typing: z.boolean(),
  /** In a long text: a Yjs relative position as base64. */
  caret: z.string().max(200).nullable().optional(),
  /** What is being typed there and is not saved; passed on, never stored. */
  text: z.string().max(64).nullable().optional(),
  seatId,
});
