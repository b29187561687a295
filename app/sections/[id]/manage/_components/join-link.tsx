import { Card } from '@/lib/ui/card';
import { CopyButton } from '@/lib/ui/copy-button';
import { QrCode } from '@/lib/ui/qr-code';

interface JoinLinkProps {
  code: string;
  /** Where other devices reach this installation; null where only this machine does. */
  origin: string | null;
  /** The origin that this page was requested from. */
  ownOrigin: string;
}

/** How students get into a section: its code, its link and the link as a picture. */
export function JoinLink({ code, origin, ownOrigin }: JoinLinkProps) {
  const link = `${origin ?? ownOrigin}/join/${code}`;
  return (
    <Card title="Invite students">
      <p
        role="img"
        aria-label={`Code ${Array.from(code).join(' ')}`}
        className="font-mono text-2xl font-semibold tracking-[0.18em]"
      >
        {code}
      </p>
      <p className="text-sm text-muted">
        Students type it on the start page and make an account. They are then enrolled.
      </p>
      {origin && <QrCode text={link} label={`QR code of ${link}`} />}
      <p className="font-mono text-sm break-all">{link}</p>
      <div>
        <CopyButton text={link} label="Copy the link" />
      </div>
      {!origin && (
        <p className="text-sm text-muted">
          Only this computer can open the link. Start Duet with HOST=0.0.0.0 to get a link and a QR code for
          phones.
        </p>
      )}
    </Card>
  );
}
