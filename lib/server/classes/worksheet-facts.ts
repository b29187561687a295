import { worksheetOfRevisionId } from '../pair/worksheet-revisions';

/** What people want to know of a worksheet before they begin. */
export interface WorksheetFacts {
  /** Questions and parts that are scored, and their points. */
  questions: number;
  parts: number;
  points: number;
  /** About how long a pair works on it; null where its author does not say. */
  minutes: number | null;
  /** Parts to practise on, without points. */
  practice: number;
}

/** How long a worksheet is. */
export async function getWorksheetFacts(worksheetRevisionId: string): Promise<WorksheetFacts> {
  const worksheet = await worksheetOfRevisionId(worksheetRevisionId);
  const asked = [...worksheet.parts.values()].filter(({ isPrediction }) => !isPrediction);
  const scored = asked.filter(({ isScored }) => isScored);
  return {
    questions: new Set(scored.map(({ questionId }) => questionId)).size,
    parts: scored.length,
    points: scored.reduce((sum, { points }) => sum + points, 0),
    minutes: worksheet.minutes ?? null,
    practice: asked.length - scored.length,
  };
}
