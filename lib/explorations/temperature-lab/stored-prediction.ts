import { readNumber } from '@/lib/reading/number';
import type { Json } from '@/lib/schemas/json';
import type { Prediction } from './prediction';

/** What a prediction is stored as, by the names that the settings give its two parts: a choice and a distribution. */
export function responsesOf({ level, percents }: Prediction): Record<'bars' | 'level', Json> {
  return { level, bars: percents.map((percent) => `${percent / 100}`) };
}

function percentOf(share: Json): number {
  const read = readNumber(typeof share === 'string' ? share : '');
  return read.ok ? Math.round(read.value * 100) : 0;
}

/** The prediction that is stored so; null where there is none. What is missing of the bars counts as nothing. */
export function predictionIn(responses: Readonly<Record<string, Json>> | null): Prediction | null {
  const { level, bars } = responses ?? {};
  if (level !== 'low' && level !== 'high') return null;
  return { level, percents: Array.isArray(bars) ? bars.map(percentOf) : [] };
}
