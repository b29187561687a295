import type { PairView } from '@/lib/schemas/pair-view';
import { takesWork } from './takes-work';

/**
 * Whether a pair is asked at a question who drives there: at each but the first one, while two or more people work
 * and nothing was decided for it or a later one.
 *
 * @param questionIds the questions at which a pair may be asked, in reading order.
 */
export function asksWhoDrives(
  view: Pick<PairView, 'policy' | 'seats' | 'status' | 'readOnly' | 'drivenQuestions'>,
  questionIds: readonly string[],
  questionId: string,
): boolean {
  const place = questionIds.indexOf(questionId);
  const isDecided = questionIds.slice(place).some((id) => view.drivenQuestions.includes(id));
  return place > 0 && !isDecided && view.policy.roles && view.seats.length > 1 && takesWork(view);
}
