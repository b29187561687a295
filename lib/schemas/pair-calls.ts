import { z } from 'zod';
import { json } from './json';
import { proposalPurpose } from './pair-view';

const id = z.string().min(1).max(64);
/** The seat that acts, where this browser has proved several. */
const seatId = id.optional();

export const newPairInput = z.object({ assignmentId: z.string().max(64) });

export const joinInput = z.object({ code: z.string().max(40) });

export const seatInput = z.object({ email: z.string().max(320), password: z.string().max(1_000) });

export const leaveInput = z.object({ seatId: z.string().max(64).optional() });

export const submissionInput = z.object({
  partId: id,
  response: json.optional().meta({ description: 'Left out: what stands in the fields' }),
  token: z.string().min(1).max(100),
  seatId,
});

export const partActionInput = z.object({ partId: id, seatId });

export const proposalInput = z.object({ partId: id, purpose: proposalPurpose, seatId });

export const handInInput = partActionInput.extend({
  disagree: z.boolean().optional().meta({ description: 'Hands in an answer of this seat alone' }),
  response: json
    .optional()
    .meta({ description: 'With disagree: this answer; left out: what stands in the fields' }),
});

export const newNumbersInput = z.object({
  questionId: id,
  round: z.number().int().min(0).meta({ description: 'The round that was seen' }),
  seatId,
});

export const driverInput = z.object({ driverSeatId: id, questionId: id.optional(), seatId });

export const presenceInput = z.object({
  path: z.string().max(120).nullable(),
  typing: z.boolean(),
  /** In a long text: a Yjs relative position as base64. */
  caret: z.string().max(200).nullable().optional(),
  seatId,
});
