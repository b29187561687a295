import { LinkButton } from '@/lib/ui/link-button';
import { Shell } from '@/lib/ui/shell';

/** The same for what is missing and for what belongs to others. */
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
