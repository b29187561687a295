import type { Policy } from '@/lib/schemas/policy';
import type { AssignmentSummary, SectionRole } from '@/lib/server/classes/sections';
import { Badge, type BadgeTone } from '@/lib/ui/badge';
import { Card } from '@/lib/ui/card';
import { LinkButton } from '@/lib/ui/link-button';
import { LocalTime } from '@/lib/ui/local-time';
import { StartWorking } from './start-working';

interface AssignmentCardProps {
  assignment: AssignmentSummary;
  role: SectionRole;
  sectionId: string;
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

function Times({ opensAt, closesAt, phase }: AssignmentSummary) {
  if (phase === 'not-open' && opensAt) {
    return (
      <p>
        Opens <LocalTime at={opensAt.toISOString()} />
      </p>
    );
  }
  if (!closesAt) return null;
  return (
    <p>
      {phase === 'closed' ? 'Closed ' : 'Closes '}
      <LocalTime at={closesAt.toISOString()} />
    </p>
  );
}

function Work({ assignment }: { assignment: AssignmentSummary }) {
  const { id, phase, pairSessionId, partners, policy } = assignment;
  if (pairSessionId) {
    const isAlone = partners.length === 0;
    const company = isAlone ? 'Nobody else sits with you yet.' : `You work with ${partners.join(' and ')}.`;
    return (
      <>
        <p>{company}</p>
        <div>
          <LinkButton href={`/pair-sessions/${pairSessionId}`} variant="primary">
            {phase === 'closed' ? 'See your results' : 'Continue'}
          </LinkButton>
        </div>
        {isAlone && phase === 'open' && (
          <StartWorking assignmentId={id} partners={policy.partners} joinOnly />
        )}
      </>
    );
  }
  if (phase === 'closed') return <p className="text-muted">You did not work on this one.</p>;
  if (phase === 'not-open') return null;
  return <StartWorking assignmentId={id} partners={policy.partners} />;
}

/** One worksheet of a class, with what the reader can do about it now. */
export function AssignmentCard({ assignment, role, sectionId }: AssignmentCardProps) {
  const { label, tone } = states[assignment.phase];
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2>{assignment.worksheet.title}</h2>
        <Badge tone={tone}>{label}</Badge>
      </div>
      <div className="grid gap-1 text-muted">
        <Times {...assignment} />
        <p>{describePolicy(assignment.policy)}</p>
      </div>
      {role === 'STUDENT' ? (
        <Work assignment={assignment} />
      ) : (
        <div>
          <LinkButton href={`/sections/${sectionId}/results`}>See the results</LinkButton>
        </div>
      )}
    </Card>
  );
}
