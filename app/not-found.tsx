import { LinkButton } from '@/lib/ui/link-button';
import { Shell } from '@/lib/ui/shell';

/** Looks the same for what does not exist and for what belongs to others, so that nobody learns which it is. */
export default function NotFound() {
  return (
    <Shell>
      <div className="grid justify-items-start gap-4">
        <h1>There is nothing here</h1>
        <p className="max-w-prose text-muted">
          The address may be mistyped, or it belongs to a class that you are not in. Nothing you wrote is
          lost.
        </p>
        <LinkButton href="/" variant="primary">
          Go to the start page
        </LinkButton>
      </div>
    </Shell>
  );
}
