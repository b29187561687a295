import { keyMember } from '../../fields/field-text';
import type { ReviewProps } from '../../widget';
import type { ChoiceSpec } from './kind';
import { optionOf } from './option-of';

/** The options, with what was chosen and what is right. */
export function ChoiceReview({ spec, response, revealedKey }: ReviewProps<ChoiceSpec>) {
  const chosen = [response].flat().map((name) => optionOf(spec.options, String(name ?? '')));
  const correct = keyMember(revealedKey, 'correct');
  const right = Array.isArray(correct) ? correct : [];
  return (
    <ul className="grid gap-1">
      {spec.options.map(({ id, label }) => (
        <li key={id} className={chosen.includes(id) ? 'font-semibold' : 'text-muted'}>
          <span aria-hidden="true">{chosen.includes(id) ? '● ' : '○ '}</span>
          <span>{label}</span>
          {chosen.includes(id) && <span> (chosen)</span>}
          {right.includes(id) && <span className="text-correct"> ✓ right</span>}
        </li>
      ))}
    </ul>
  );
}
