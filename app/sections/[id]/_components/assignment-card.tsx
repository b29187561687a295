import { GoBackForm } from '@/lib/client/go-back-form';
import type { Policy } from '@/lib/schemas/policy';
import type { AssignmentSummary, SectionRole } from '@/lib/server/classes/sections';
import type { WorksheetFacts } from '@/lib/server/classes/worksheet-facts';
import { Badge, type BadgeTone } from '@/lib/ui/badge';
import { Card } from '@/lib/ui/card';
import { count } from '@/lib/ui/count';
import { LinkButton } from '@/lib/ui/link-button';
import { LocalTime } from '@/lib/ui/local-time';
import { QrCode } from '@/lib/ui/qr-code';
import { WithNames } from '@/lib/ui/verbatim';
import { draftsGraded } from './drafts-graded';
import { SeatPartnerForm } from './seat-partner-form';
import { StartWorking } from './start-working';
import { startedId } from './started-id';

interface AssignmentCardProps {
  assignment: AssignmentSummary;
  /** How long the worksheet is; null where that is not known. */
  facts: WorksheetFacts | null;
  role: SectionRole;
  sectionId: string;
  /** Under which the page is open; null where that is not known. */
  origin: string | null;
}

const states: Record<AssignmentSummary['phase'], { label: string; tone: BadgeTone }> = {
  'not-open': { label: 'Not open yet', tone: 'neutral' },
  open: { label: 'Open', tone: 'correct' },
  closed: { label: 'Closed', tone: 'caution' },
};

function describePolicy({ partners, attempts }: Policy): string {
  const people = partners === 'pair' ? 'In pairs' : 'Alone or in pairs';
  if (attempts === null) return `${people}.`;
  return `${people}, at most ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} per part.`;
}

function describeLength({ minutes, questions, parts, points, practice }: WorksheetFacts): string {
  const scored = [
    ...(minutes === null ? [] : [`About ${count(minutes, 'minute', 'minutes')}`]),
    count(questions, 'question', 'questions'),
    `${count(parts, 'part', 'parts')}`,
    count(points, 'point', 'points'),
  ].join(', ');
  return practice === 0 ? `${scored}.` : `${scored}, and ${count(practice, 'part', 'parts')} to practise on.`;
}

function Times({ opensAt, closesAt, phase }: AssignmentSummary) {
  if (phase === 'not-open' && opensAt) {
    return (
      <p>
        Opens <LocalTime at={opensAt.toISOString()} />
      </p>
    );
  }
  // Nobody should wonder where points of a draft come from.
  if (!closesAt) return phase === 'open' && <p>{draftsGraded}</p>;
  return (
    <p>
      <span>{phase === 'closed' ? 'Closed ' : 'Closes '}</span>
      <LocalTime at={closesAt.toISOString()} />
    </p>
  );
}

/** The pair that the reader has left: what to read, and the way back. */
function Left({ left }: AssignmentSummary) {
  if (!left) return null;
  return (
    <div className="grid justify-items-start gap-2">
      <p>
        You left a pair: <LocalTime at={left.at.toISOString()} />
      </p>
      <LinkButton href={`/pair-sessions/${left.pairSessionId}`}>Read what you did</LinkButton>
      {left.mayReturn && <GoBackForm pairSessionId={left.pairSessionId} />}
    </div>
  );
}

/** Both ways in which a partner joins who has not joined yet. */
function WaysToJoin({
  pairSessionId,
  code,
  origin,
}: {
  pairSessionId: string;
  code: string;
  origin: string | null;
}) {
  const address = origin && `${origin}/pair-sessions/join/${code}`;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 sm:grid-cols-2">
      <section className="grid content-start gap-3 rounded-md border border-line p-4">
        <h3 className="font-semibold">On two devices</h3>
        <p className="text-sm text-muted">
          {address
            ? 'Your partner scans the picture, or types this code on the page of the class.'
            : 'Your partner types this code on the page of the class.'}
        </p>
        <p
          role="img"
          translate="no"
          aria-label={`Pair code ${code.split('').join(' ')}`}
          className="font-mono text-[1.5rem] leading-none font-semibold tracking-[0.12em]"
        >
          {code}
        </p>
        {address && (
          <>
            <QrCode text={address} label={`QR code of ${address}`} />
            <p translate="no" className="font-mono text-[0.8125rem] wrap-anywhere">
              {address}
            </p>
          </>
        )}
      </section>
      <section className="grid content-start gap-3 rounded-md border border-line p-4">
        <h3 className="font-semibold">At this screen</h3>
        <SeatPartnerForm pairSessionId={pairSessionId} />
      </section>
    </div>
  );
}

function Work({ assignment, origin }: Pick<AssignmentCardProps, 'assignment' | 'origin'>) {
  const { id, phase, pairSessionId, pairCode, partners, policy } = assignment;
  if (pairSessionId) {
    const isAlone = partners.length === 0;
    const company = isAlone ? 'Your partner has not joined yet.' : `You work with ${partners.join(' and ')}.`;
    return (
      <>
        <p id={startedId(id)} tabIndex={-1}>
          <WithNames text={company} names={partners} />
        </p>
        <div>
          <LinkButton href={`/pair-sessions/${pairSessionId}`} variant="primary">
            {phase === 'closed' ? 'See your results' : isAlone ? 'Go to the worksheet' : 'Continue'}
          </LinkButton>
        </div>
        {isAlone && pairCode !== null && (
          <WaysToJoin pairSessionId={pairSessionId} code={pairCode} origin={origin} />
        )}
        {isAlone && phase === 'open' && (
          <StartWorking assignmentId={id} partners={policy.partners} joinOnly />
        )}
      </>
    );
  }
  if (phase === 'closed' && assignment.left) return null;
  if (phase === 'closed') return <p className="text-muted">You did not work on this one.</p>;
  if (phase === 'not-open') return null;
  return <StartWorking assignmentId={id} partners={policy.partners} />;
}

/** One worksheet of a class, with what the reader can do about it now. */
export function AssignmentCard({ assignment, facts, role, sectionId, origin }: AssignmentCardProps) {
  const { label, tone } = states[assignment.phase];
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2>{assignment.worksheet.title}</h2>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <div className="grid gap-1 text-muted">
        {facts && <p>{describeLength(facts)}</p>}
        <Times {...assignment} />
        <p>{describePolicy(assignment.policy)}</p>
      </div>
      {role === 'STUDENT' ? (
        <>
          <Work assignment={assignment} origin={origin} />
          <Left {...assignment} />
        </>
      ) : (
        <div>
          <LinkButton href={`/sections/${sectionId}/results`}>See the results</LinkButton>
        </div>
      )}
    </Card>
  );
}
