import { ResponseTable } from '../response-table';
import type { ReviewProps } from '../widget';
import type { DistributionSpec } from './kind';

/** One number per outcome, with its verdict. */
export function DistributionReview({ spec, response, submission }: ReviewProps<DistributionSpec>) {
  return (
    <ResponseTable
      caption="As entered"
      rows={[Array.isArray(response) ? response : []]}
      verdicts={submission.cells}
      rowLabels={['p']}
      columnLabels={spec.outcomes}
    />
  );
}
