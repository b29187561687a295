import { keyMember } from '../field-text';
import type { ReviewProps } from '../widget';
import type { NumberSpec } from './kind';

/** The number as it was typed, beside the key. */
export function NumberReview({ spec, response, revealedKey }: ReviewProps<NumberSpec>) {
  return (
    <p className="tabular-nums">
      <span className="font-semibold">{String(response)}</span> {spec.unit}
      <span className="text-muted"> · key: {String(keyMember(revealedKey, 'value') ?? '')}</span>
    </p>
  );
}
