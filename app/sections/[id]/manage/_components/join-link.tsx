import type { Joining } from '@/lib/server/classes/sections';
import { ActionForm } from '@/lib/ui/action-form';
import { Card } from '@/lib/ui/card';
import { CopyButton } from '@/lib/ui/copy-button';
import { DateTimeField } from '@/lib/ui/date-time-field';
import { LocalTime } from '@/lib/ui/local-time';
import { Notice } from '@/lib/ui/notice';
import { QrCode } from '@/lib/ui/qr-code';
import { joiningAction } from '../actions';
import { NewCodeButton } from './new-code-button';

interface JoinLinkProps {
  sectionId: string;
  code: string;
  joining: Joining;
  /** Where other devices reach this installation; null where only this machine does. */
  origin: string | null;
  /** The origin that this page was requested from. */
  ownOrigin: string;
}

/** The section's code, its link and the link as a picture. */
function Invitation({ code, origin, ownOrigin }: Omit<JoinLinkProps, 'joining' | 'sectionId'>) {
  const link = `${origin ?? ownOrigin}/join/${code}`;
  return (
    <>
      <p
        role="img"
        translate="no"
        aria-label={`Code ${Array.from(code).join(' ')}`}
        className="font-mono text-2xl font-semibold tracking-[0.18em]"
      >
        {code}
      </p>
      <p className="text-sm text-muted">
        Students type it on the start page and make an account. They are then enrolled.
      </p>
      {origin && <QrCode text={link} label={`QR code of ${link}`} />}
      <p translate="no" className="font-mono text-sm break-all">
        {link}
      </p>
      <div>
        <CopyButton text={link} label="Copy the link" />
      </div>
      {!origin && (
        <p className="text-sm text-muted">
          Only this computer can open the link. Start Duet with HOST=0.0.0.0 to get a link and a QR code for
          phones.
        </p>
      )}
    </>
  );
}

/** Until when the class takes new people, to change, and a way to close it. */
function OpenClass({ sectionId, endsAt }: { sectionId: string; endsAt: Date | null }) {
  const end = endsAt?.toISOString() ?? '';
  return (
    <>
      <p className="text-sm">
        <span>{end ? 'New people can join until ' : 'New people can join at any time'}</span>
        {end && <LocalTime at={end} />}
        <span>.</span>
      </p>
      <ActionForm action={joiningAction} submitLabel="Close to new people" variant="secondary" size="small">
        <input type="hidden" name="sectionId" value={sectionId} />
        <input type="hidden" name="joining" value="closed" />
        <input type="hidden" name="endsAt" value={end} />
      </ActionForm>
      <details>
        <summary className="cursor-pointer text-sm font-medium text-accent">Change the end</summary>
        <div className="pt-4">
          <ActionForm action={joiningAction} submitLabel="Change the end" variant="secondary">
            <input type="hidden" name="sectionId" value={sectionId} />
            <input type="hidden" name="joining" value="open" />
            <DateTimeField
              label="People can join until"
              name="endsAt"
              defaultValue={end || null}
              description="Leave it empty for no end."
            />
          </ActionForm>
        </div>
      </details>
    </>
  );
}

/** That the class takes nobody new, and a way to open it again. */
function ClosedClass({ sectionId, joining }: { sectionId: string; joining: Joining }) {
  const { state, endsAt } = joining;
  const hasEnded = state === 'ended' && endsAt !== null;
  return (
    <>
      <Notice tone="info">
        <p>
          <span>{hasEnded ? 'This class takes no new people since ' : 'This class takes no new people'}</span>
          {hasEnded && <LocalTime at={endsAt.toISOString()} />}
          <span>. The people in it stay in it.</span>
        </p>
      </Notice>
      <ActionForm action={joiningAction} submitLabel="Open to new people" variant="secondary">
        <input type="hidden" name="sectionId" value={sectionId} />
        <input type="hidden" name="joining" value="open" />
        <DateTimeField label="People can join until" name="endsAt" description="Leave it empty for no end." />
      </ActionForm>
    </>
  );
}

/** How students get into a section, and whether new ones still can. */
export function JoinLink({ sectionId, joining, ...invitation }: JoinLinkProps) {
  return (
    <Card title="Invite students">
      {joining.state === 'open' ? (
        <>
          <Invitation {...invitation} />
          <OpenClass sectionId={sectionId} endsAt={joining.endsAt} />
        </>
      ) : (
        <ClosedClass sectionId={sectionId} joining={joining} />
      )}
      <div>
        <NewCodeButton sectionId={sectionId} code={invitation.code} />
      </div>
    </Card>
  );
}
