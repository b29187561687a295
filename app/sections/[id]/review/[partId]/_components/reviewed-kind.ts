import type { Json } from '@/lib/schemas/json';

/** What of a part its responses are shown with. */
export interface ReviewedKind {
  kind: string;
  spec: Json;
  points: number;
  /** Of the worksheet. */
  title: string;
}
