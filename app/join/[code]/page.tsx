import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { findSection } from '@/lib/server/classes/sections';
import { clientAddress } from '@/lib/server/people/client-address';
import { getViewer } from '@/lib/server/people/get-viewer';
import { lookUpSection } from '@/lib/server/people/join-section';
import { Card } from '@/lib/ui/card';
import { JoinCodeForm } from '@/lib/ui/join-code-form';
import { LinkButton } from '@/lib/ui/link-button';
import { Notice } from '@/lib/ui/notice';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { WithNames } from '@/lib/ui/verbatim';
import { EnrollButton } from './_components/enroll-button';
import { NewAccountForm } from './_components/new-account-form';

interface PageProps {
  params: Promise<{ code: string }>;
}

export const metadata: Metadata = { title: 'Join a class' };

/** The page behind a class's link and QR code: a person makes an account, or enrols with an existing one. */
export default async function JoinSectionPage({ params }: PageProps) {
  const code = decodeURIComponent((await params).code);
  const viewer = await getViewer();
  const people = viewer ? [viewer.name] : [];
  const found = await lookUpSection(viewer ?? { address: clientAddress(await headers()) }, code, new Date());
  if (!found.ok) {
    return (
      <Shell people={people}>
        <PageHeading title="Join a class" />
        <Notice tone="error" role="alert">
          {found.message}
        </Notice>
        <JoinCodeForm defaultCode={code.slice(0, 20)} />
      </Shell>
    );
  }
  const { id, title, course } = found.value;
  if (viewer && (await findSection(viewer, id, new Date()))) redirect(`/sections/${id}`);
  return (
    <Shell people={people}>
      <PageHeading title={`Join ${title}`} lead={course} />
      {viewer ? (
        <Card>
          <p>
            <WithNames text={`You are signed in as ${viewer.name}.`} names={[viewer.name]} />
          </p>
          <EnrollButton code={code} title={title} />
        </Card>
      ) : (
        <>
          <Card title="Make an account">
            <NewAccountForm code={code} />
          </Card>
          <section className="grid justify-items-start gap-3">
            <h2>Do you already have an account?</h2>
            <LinkButton href={`/sign-in?next=${encodeURIComponent(`/join/${encodeURIComponent(code)}`)}`}>
              Sign in and join
            </LinkButton>
          </section>
        </>
      )}
    </Shell>
  );
}
