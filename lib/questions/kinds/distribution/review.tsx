import { formatNumber } from '@/lib/ui/format-number';
import { keyMember, keyText } from '../../fields/field-text';
import { ResponseTable } from '../../fields/response-table';
import type { ReviewProps } from '../../widget';
import type { DistributionSpec } from './kind';

/** One number per outcome, with its verdict; the key where it is not right. */
export function DistributionReview(props: ReviewProps<DistributionSpec>) {
  const { spec, response, submission, revealedKey } = props;
  const key = keyMember(revealedKey, 'value');
  return (
    <ResponseTable
      caption="As entered; below what is not right, the key"
      rows={[Array.isArray(response) ? response : []]}
      verdicts={submission.cells}
      keyRows={
        Array.isArray(key) ? [key.map((cell) => keyText(cell, (number) => formatNumber(number)))] : undefined
      }
      rowLabels={['p']}
      columnLabels={spec.outcomes}
    />
  );
}
