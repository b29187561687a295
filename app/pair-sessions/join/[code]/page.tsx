import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { canonicalCode } from '@/lib/server/database/ids';
import { clientAddress } from '@/lib/server/people/client-address';
import { getViewer } from '@/lib/server/people/get-viewer';
import { lookUpPairClass } from '@/lib/server/people/join-section';
import { Card } from '@/lib/ui/card';
import { JoinCodeForm } from '@/lib/ui/join-code-form';
import { LinkButton } from '@/lib/ui/link-button';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { WithNames } from '@/lib/ui/verbatim';
import { JoinPair } from './_components/join-pair';
import { NewPartnerForm } from './_components/new-partner-form';
import { messages } from './messages';

interface PageProps {
  params: Promise<{ code: string }>;
}

export const metadata: Metadata = { title: messages.title };

/**
 * The page behind a pair's QR code: a member of the class takes the free seat, and somebody new makes an account for it.
 * Joining takes a button, because opening an address must not take a seat.
 */
export default async function JoinPairPage({ params }: PageProps) {
  const code = decodeURIComponent((await params).code);
  const viewer = await getViewer();
  const now = new Date();
  const found = await lookUpPairClass(viewer ?? { address: clientAddress(await headers()) }, code, now);
  const read = canonicalCode(code);
  const shown = read ?? code.slice(0, 12).toUpperCase();
  const title = found.ok ? found.value.title : null;
  // Nobody is told whether there is a pair with a code that lets no new people in.
  const lead = <WithNames text={found.ok ? messages.body(shown) : messages.asked(shown)} names={[shown]} />;
  if (viewer) {
    // Who is in the class learns by pressing what the code opens: a seat they have already, say.
    const newClass = found.ok && !found.value.isIn ? found.value.title : null;
    return (
      <Shell people={[viewer.name]}>
        <PageHeading title={messages.title} lead={lead} />
        {newClass !== null && <p>{messages.notInClass(newClass)}</p>}
        {read === null ? <p>{messages.noCode}</p> : <JoinPair code={code} newClass={newClass} />}
      </Shell>
    );
  }
  const signIn = (
    <LinkButton
      href={`/sign-in?next=${encodeURIComponent(`/pair-sessions/join/${encodeURIComponent(code)}`)}`}
    >
      {messages.signIn}
    </LinkButton>
  );
  return (
    <Shell people={[]}>
      <PageHeading title={messages.title} lead={lead} />
      {title === null ? (
        <>
          <p>
            {read === null
              ? messages.noCode
              : found.ok || found.code === 'no-such-code'
                ? messages.noNewPeople
                : found.message}
          </p>
          <div>{signIn}</div>
          <JoinCodeForm />
        </>
      ) : (
        <>
          <p>{messages.invited(title)}</p>
          <Card title={messages.newHere}>
            <NewPartnerForm code={code} />
          </Card>
          <section className="grid justify-items-start gap-3">
            <h2>{messages.hasAccount}</h2>
            {signIn}
          </section>
        </>
      )}
    </Shell>
  );
}
