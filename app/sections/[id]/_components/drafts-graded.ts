import { draftsAfterDays } from '@/lib/server/pair/settling';
import { count } from '@/lib/ui/count';

/** What happens to drafts where there is no closing time, for students and for those who give the worksheet. */
export const draftsGraded = `Drafts are graded ${count(draftsAfterDays, 'day', 'days')} after their last edit.`;
