import { Card } from '@/app/_components/card';
import { CopyButton } from '@/app/_components/copy-button';
import { QrCode } from '@/app/_components/qr-code';

/** How students get into a section: its code, its link and the link as a picture. */
export function JoinLink({ code, origin }: { code: string; origin: string | null }) {
  const link = origin && `${origin}/join/${code}`;
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
      {link ? (
        <>
          <QrCode text={link} label={`QR picture of ${link}`} />
          <p className="font-mono text-sm break-all">{link}</p>
          <div>
            <CopyButton text={link} label="Copy the link" />
          </div>
        </>
      ) : (
        <p className="text-sm text-muted">
          This installation serves its own machine only. Start it with HOST=0.0.0.0 for a link that other
          devices can open.
        </p>
      )}
    </Card>
  );
}
