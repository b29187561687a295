import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { Card } from '@/app/_components/card';
import { LinkButton } from '@/app/_components/link-button';
import { Notice } from '@/app/_components/notice';
import { PageHeading } from '@/app/_components/page-heading';
import { Shell } from '@/app/_components/shell';
import { clientAddress } from '@/lib/server/client-address';
import { lookUpOneTimeCode } from '@/lib/server/one-time-codes';
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
  const { name, email } = found.value;
  return (
    <Shell>
      <PageHeading title={`Welcome, ${name}`} lead={`Choose the password for ${email}.`} />
      <Card>
        <SetPasswordForm code={code} email={email} />
      </Card>
    </Shell>
  );
}
