import { LocalTime } from './local-time';
import { Notice } from './notice';
import { Verbatim } from './verbatim';

interface MadeLinksProps {
  /** By whom, null for the operator, and when. */
  links: readonly { by: string | null; madeAt: Date }[];
}

/** Tells a person that others have made links to a new password for them. */
export function MadeLinks({ links }: MadeLinksProps) {
  if (links.length === 0) return null;
  return (
    <Notice tone="caution" title="Somebody made a link to change your password">
      <ul className="grid gap-1">
        {links.map(({ by, madeAt }) => (
          <li key={madeAt.toISOString()}>
            {by === null ? <span>The operator of this site</span> : <Verbatim>{by}</Verbatim>}
            <span>, </span>
            <LocalTime at={madeAt.toISOString()} />
          </li>
        ))}
      </ul>
      <p>If you did not ask for it, change your password now: then the link stops working.</p>
    </Notice>
  );
}
