import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { safeNextPath } from '@/lib/client/next-path';
import { getViewer } from '@/lib/server/people/get-viewer';
import { refusals } from '@/lib/server/refusals';
import { Card } from '@/lib/ui/card';
import { JoinCodeForm } from '@/lib/ui/join-code-form';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { SignInForm } from './_components/sign-in-form';

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: 'Sign in' };

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export default async function SignInPage({ searchParams }: PageProps) {
  const { next, error } = await searchParams;
  const nextPath = safeNextPath(first(next));
  if (await getViewer()) redirect(nextPath);
  return (
    <Shell>
      <PageHeading title="Sign in" lead="With the e-mail and password of your Duet account." />
      <Card>
        <SignInForm
          nextPath={nextPath}
          problem={first(error) === undefined ? undefined : refusals.wrongPassword.message}
        />
      </Card>
      <section className="grid gap-3">
        <h2>New here?</h2>
        <p className="max-w-prose text-muted">
          Type the code that your instructor shows in class. It leads to your class, where you make an
          account.
        </p>
        <JoinCodeForm />
      </section>
      <p className="max-w-prose text-sm text-muted">
        Forgotten your password? Your instructor can give you a link to set a new one.
      </p>
    </Shell>
  );
}
