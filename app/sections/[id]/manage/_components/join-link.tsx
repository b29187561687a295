import { Card } from '@/lib/ui/card';
import { CopyButton } from '@/lib/ui/copy-button';
import { QrCode } from '@/lib/ui/qr-code';

interface JoinLinkProps {
  code: string;
  /** Where other devices reach this installation; null where only this machine does. */
  origin: string | null;
  /** Where this page was asked for. */
  ownOrigin: string;
}

/** How students get into a section: its code, its link and the link as a picture. */
export function JoinLink({ code, origin, ownOrigin }: JoinLinkProps) {
  const link = `${origin ?? ownOrigin}/join/${code}`;
  return (
    <Card title="Let students in">
      <p
        role="img"
        aria-label={`Code ${Array.from(code).join(' ')}`}
        className="font-mono text-2xl font-semibold tracking-[0.18em]"
      >
        {code}
      </p>
      <p className="text-sm text-muted">
        Students type it on the start page, make an account and are enrolled.
      </p>
      {origin && <QrCode text={link} label={`QR picture of ${link}`} />}
      <p className="font-mono text-sm break-all">{link}</p>
      <div>
        <CopyButton text={link} label="Copy the link" />
      </div>
      {!origin && (
        <p className="text-sm text-muted">
          Only this machine can open the link. Started with HOST=0.0.0.0, Duet shows one for phones here, and
          its picture.
        </p>
      )}
    </Card>
  );
}
