import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { safeNextPath } from '@/lib/client/next-path';
import { getViewer } from '@/lib/server/people/get-viewer';
import { signInSource } from '@/lib/server/people/known-devices';
import { signInProblem } from '@/lib/server/people/sign-in-problem';
import { hasTicket } from '@/lib/server/people/sign-in-tickets';
import { Card } from '@/lib/ui/card';
import { JoinCodeForm } from '@/lib/ui/join-code-form';
import { PageHeading } from '@/lib/ui/page-heading';
import { Shell } from '@/lib/ui/shell';
import { CodeForm } from './_components/code-form';
import { SignInForm } from './_components/sign-in-form';

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const metadata: Metadata = { title: 'Sign in' };

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

export default async function SignInPage({ searchParams }: PageProps) {
  const { next, error, step } = await searchParams;
  const code = first(error);
  const nextPath = safeNextPath(first(next));
  if (await getViewer()) redirect(nextPath);
  if (first(step) === 'code') {
    const asked = await headers();
    const again = `/sign-in?next=${encodeURIComponent(nextPath)}`;
    if (!(await hasTicket(asked, signInSource(asked), new Date()))) redirect(`${again}&error=sign-in-again`);
    const isWrong = code !== undefined && code !== 'code-needed';
    return (
      <Shell>
        <PageHeading
          title="Type your code"
          lead="Your password was right. Now open your app and type its code."
        />
        <Card>
          <CodeForm nextPath={nextPath} problem={isWrong ? signInProblem(code) : undefined} />
        </Card>
        <p className="max-w-prose text-sm text-muted">
          No app and no recovery code at hand? Whoever runs this server can help you.{' '}
          <a href={again}>Sign in as somebody else</a>
        </p>
      </Shell>
    );
  }
  return (
    <Shell>
      <PageHeading title="Sign in" lead="With the e-mail and password of your Duet account." />
      <Card>
        <SignInForm nextPath={nextPath} problem={code === undefined ? undefined : signInProblem(code)} />
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
