import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { clientAddress } from '@/lib/server/people/client-address';
import { lookUpOneTimeCode } from '@/lib/server/people/one-time-codes';
import { Card } from '@/lib/ui/card';
import { LinkButton } from '@/lib/ui/link-button';
import { Notice } from '@/lib/ui/notice';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { WithNames } from '@/lib/ui/verbatim';
import { SetPasswordForm } from './_components/set-password-form';

interface PageProps {
  params: Promise<{ code: string }>;
}

// The code in the address must not travel on to other sites.
export const metadata: Metadata = { title: 'Set a password', referrer: 'no-referrer' };

/** Where a one-time link leads. */
export default async function SetPasswordPage({ params }: PageProps) {
  const { code } = await params;
  const found = await lookUpOneTimeCode({ address: clientAddress(await headers()) }, code, new Date());
  if (!found.ok) {
    return (
      <Shell>
        <PageHeading title="Set a password" />
        <Notice tone="error" role="alert">
          {found.message}
        </Notice>
        <div>
          <LinkButton href="/sign-in">Go to the sign-in page</LinkButton>
        </div>
      </Shell>
    );
  }
  const { name, email, asksForCode } = found.value;
  return (
    <Shell>
      <PageHeading
        title={<WithNames text={`Welcome, ${name}`} names={[name]} />}
        lead={<WithNames text={`Choose the password for ${email}.`} names={[email]} />}
      />
      <Card>
        <SetPasswordForm code={code} email={email} asksForCode={asksForCode} />
      </Card>
    </Shell>
  );
}
