import type { Metadata } from 'next';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { listMadeLinks } from '@/lib/server/people/one-time-codes';
import { listOwnSignIns } from '@/lib/server/people/own-account';
import { findOwnSecondFactor, mayAddSecondFactor } from '@/lib/server/people/second-factor';
import { Card } from '@/lib/ui/card';
import { MadeLinks } from '@/lib/ui/made-links';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { Verbatim } from '@/lib/ui/verbatim';
import { ChangePasswordForm } from './_components/change-password-form';
import { SecondFactor } from './_components/second-factor';
import { SignInList } from './_components/sign-in-list';

export const metadata: Metadata = { title: 'Your account' };

/** One's own password and sign-ins. */
export default async function AccountPage() {
  const viewer = await requireViewer('/account');
  const { name, email } = viewer;
  const now = new Date();
  const [factor, mayAdd] = await Promise.all([findOwnSecondFactor(viewer), mayAddSecondFactor(viewer)]);
  return (
    <Shell people={[name]}>
      <PageHeading title="Your account" lead={<Verbatim>{`${name}, ${email}`}</Verbatim>} />
      <MadeLinks links={await listMadeLinks(viewer, now)} />
      <Card title="Where you are signed in">
        <p>If you do not know one of these, sign out there and change your password.</p>
        <SignInList signIns={await listOwnSignIns(viewer, now)} />
      </Card>
      {(factor !== null || mayAdd) && (
        <Card title="A code besides your password">
          <SecondFactor
            email={email}
            factor={
              factor && {
                addedAt: factor.addedAt.toISOString(),
                recoveryCodesLeft: factor.recoveryCodesLeft,
              }
            }
          />
        </Card>
      )}
      <Card title="Change your password">
        <ChangePasswordForm email={email} />
      </Card>
    </Shell>
  );
}
