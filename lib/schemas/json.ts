import { z } from 'zod';

/** A value that fits into JSON; what fields, responses and keys are stored as. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

// What was parsed from JSON is JSON: the cast gives it its name, and nothing is left to check.
export const json = z.unknown() as z.ZodType<Json>;
