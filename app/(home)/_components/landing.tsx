import { Card } from '@/lib/ui/card';
import { JoinCodeForm } from '@/lib/ui/join-code-form';
import { LinkButton } from '@/lib/ui/link-button';
import { Shell } from '@/lib/ui/shell';
import { SharedMatrix } from './shared-matrix';

const promises = [
  {
    title: 'Two people, one worksheet',
    text: 'At one screen or on two devices. What one of you types, the other sees; nothing is ever overwritten without asking.',
  },
  {
    title: 'Checked as you enter it',
    text: 'Numbers and matrices are checked cell by cell, with words that say what to look at, never what to write.',
  },
  {
    title: 'Explanations count',
    text: 'What you write in your own words is scored provisionally, until your instructor has read it.',
  },
];

/** The start page for visitors. */
export function Landing() {
  return (
    <Shell width="wide">
      <div className="grid items-center gap-10 lg:grid-cols-[1.1fr_1fr] lg:gap-16">
        <div className="grid gap-6">
          <h1>Worksheets that two people solve together</h1>
          <p className="max-w-prose font-prose text-lg text-muted">
            Sit down with a partner, work out how language models really compute, and find out at once what
            you have understood.
          </p>
          <JoinCodeForm />
          <p className="text-sm text-muted">Your instructor shows the code of your class.</p>
          <div className="flex flex-wrap items-center gap-3">
            <span className="text-muted">Been here before?</span>
            <LinkButton href="/sign-in" variant="primary">
              Sign in
            </LinkButton>
          </div>
        </div>
        <div translate="no">
          <SharedMatrix />
        </div>
      </div>
      <div className="grid gap-5 md:grid-cols-3">
        {promises.map(({ title, text }) => (
          <Card key={title} title={title} level={2}>
            <p className="text-muted">{text}</p>
          </Card>
        ))}
      </div>
    </Shell>
  );
}
