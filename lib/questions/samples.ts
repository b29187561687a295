import type { Grading } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';

/** A response and its expected grade; samples test a kind and document it. */
interface Sample {
  title: string;
  response: Json;
  outcome: Grading['outcome'];
  /** Points; 0 by default. */
  earned?: number;
  /** Codes that the feedback must hold, among others. */
  codes?: string[];
  signature?: string;
  /** Of a shape that only scripts send: a part's fields never add up to it. */
  fromScript?: true;
}

/** A part and responses to it. A kind's `samples.ts` exports a list of these as `samples`. */
export interface SamplePart {
  title: string;
  spec: Json;
  key: Json;
  points: number;
  samples: Sample[];
}
