/** A value that fits into JSON; what fields, responses and keys are stored as. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
