import { formatNumber } from '@/lib/ui/format-number';
import type { ReviewProps } from '../../widget';
import type { NumberSpec } from './kind';
import { revealedText } from './range-text';

/** The number as it was typed, beside the key. */
export function NumberReview({ spec, response, revealedKey }: ReviewProps<NumberSpec>) {
  return (
    <p className="tabular-nums">
      <span translate="no" className="font-semibold">
        {String(response)}
      </span>
      {spec.unit && <span>{` ${spec.unit}`}</span>}
      <span className="text-muted">
        {` · key: ${revealedText(revealedKey, (value) => formatNumber(value, 6))}`}
      </span>
    </p>
  );
}
