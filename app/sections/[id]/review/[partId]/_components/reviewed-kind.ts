import type { RubricLine } from '@/lib/schemas/grading';
import type { Json } from '@/lib/schemas/json';

/** What of a part its responses are shown with. */
export interface ReviewedKind {
  kind: string;
  spec: Json;
  rubric: readonly RubricLine[];
  points: number;
  /** Of the worksheet. */
  title: string;
}
