import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { keyMember } from '@/lib/questions/fields/field-text';
import { getPairWork, type PairWork, type WorkPart } from '@/lib/server/classes/pair-work';
import { findPairsToReview } from '@/lib/server/classes/pairs-to-review';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { Badge } from '@/lib/ui/badge';
import { Card } from '@/lib/ui/card';
import { count } from '@/lib/ui/count';
import { formatPoints } from '@/lib/ui/format-number';
import { LinkButton } from '@/lib/ui/link-button';
import { LocalTime } from '@/lib/ui/local-time';
import { Notice } from '@/lib/ui/notice';
import { PageHeading } from '@/lib/ui/page-heading';
import { Prose } from '@/lib/ui/prose';
import { Shell } from '@/lib/ui/shell';
import { WithNames } from '@/lib/ui/verbatim';
import { ResponseReview } from '../../_components/response-review';
import { SectionBar } from '../../_components/section-bar';
import { DecisionForm } from './_components/decision-form';
import { Decisions } from './_components/decisions';
import { DraftReview } from './_components/draft-review';
import { Prediction } from './_components/prediction';
import { SplitPair } from './_components/split-pair';

export const metadata: Metadata = { title: "A pair's work" };

interface PageProps {
  params: Promise<{ id: string; pairSessionId: string }>;
}

/** Everything one pair did, part by part, with room for a person's decision. */
export default async function PairWorkPage({ params }: PageProps) {
  const { id, pairSessionId } = await params;
  const viewer = await requireViewer(`/sections/${id}/results/${pairSessionId}`);
  const found = await getPairWork(viewer, { sectionId: id, pairSessionId }, new Date());
  if (!found.ok) notFound();
  const work = found.value;
  const { assignmentId } = work;
  const { previous, next } = await findPairsToReview(viewer, { assignmentId, pairSessionId });
  const names = work.seats.map(({ name }) => name);
  const title = work.seats.map(({ name, isPresent }) => (isPresent ? name : `${name} (left)`)).join(' & ');
  /** Shown beside the parts that they are about. */
  const predicted = new Set(work.parts.flatMap(({ predictions }) => predictions));

  return (
    <Shell
      people={[viewer.name]}
      section={{ title: work.sectionTitle, href: `/sections/${id}` }}
      width="wide"
      bar={<SectionBar viewer={viewer} sectionId={id} current={null} assignmentId={assignmentId} />}
    >
      <PageHeading
        title={<WithNames text={title} names={names} />}
        lead={
          <WithNames
            text={[`${work.title}.`, editsText(work), driversText(work)]
              .filter((text) => text !== '')
              .join(' ')}
            names={names}
          />
        }
        actions={
          <>
            <LinkButton href={`/sections/${id}/results?assignment=${assignmentId}`}>
              Back to the class
            </LinkButton>
            {work.mayOverride && (
              <SplitPair
                maySplit={work.maySplit}
                pairSessionId={work.pairSessionId}
                names={work.seats.filter(({ isPresent }) => isPresent).map(({ name }) => name)}
              />
            )}
            {previous && (
              <LinkButton href={`/sections/${id}/results/${previous}`}>Previous to review</LinkButton>
            )}
            {next && (
              <LinkButton href={`/sections/${id}/results/${next}`} variant="primary">
                Next to review
              </LinkButton>
            )}
          </>
        }
      />
      {work.splitFromId && (
        <Notice tone="info">
          This pair was split. This is one member’s copy, made from{' '}
          <a href={`/sections/${id}/results/${work.splitFromId}`}>the pair it was before</a>.
        </Notice>
      )}
      <EarlierSessions work={work} />
      {work.parts
        .filter(({ part }) => !predicted.has(part.id))
        // What is scored is what one comes for.
        .sort((a, b) => Number(b.part.isScored) - Number(a.part.isScored))
        .map((part) => (
          <PartWork key={part.part.id} work={work} part={part} />
        ))}
    </Shell>
  );
}

function editsText({ seats }: PairWork): string {
  if (seats.every(({ ops }) => ops === 0)) return '';
  return `Edits: ${seats.map(({ name, ops }) => `${name} ${ops}`).join(', ')}.`;
}

/** Who drove: “Drove: Ada, Alan from question 2.” */
function driversText({ drivers, seats }: PairWork): string {
  if (drivers.length === 0) return '';
  const turns = drivers.map(({ seatId, questionId }) => {
    const name = seats.find(({ id }) => id === seatId)?.name ?? 'somebody';
    return questionId === null ? name : `${name} from question ${questionId}`;
  });
  return `Drove: ${turns.join(', ')}.`;
}

function PartWork({ work, part }: { work: PairWork; part: WorkPart }) {
  const { id, points, prompt } = part.part;
  const counting = part.submissions.find(({ view }) => view.id === part.countingSubmissionId);
  const others = part.submissions.filter((submission) => submission !== counting);
  const nameOf = (seatId: string) => work.seats.find((seat) => seat.id === seatId)?.name ?? 'somebody';
  const stands = part.overriddenEarned ?? part.earned;
  const isMean = counting?.isOwn === true && part.overriddenEarned === null;
  const model = keyMember(part.revealedKey, 'model');
  const predictions = work.parts.filter((other) => part.predictions.includes(other.part.id));
  return (
    <Card title={`Part ${id}`}>
      <div className="flex flex-wrap items-center gap-2 text-sm">
        <span className="font-semibold tabular-nums">
          {counting || part.overriddenEarned !== null
            ? `${formatPoints(stands)} of ${count(points, 'point', 'points')}${isMean ? ', the mean of their own answers' : ''}`
            : `Nothing submitted, of ${count(points, 'point', 'points')}`}
        </span>
        {part.isProvisional && <Badge tone="caution">provisional</Badge>}
        {part.overriddenEarned !== null && <Badge tone="accent">decided by a person</Badge>}
        {part.review === 'changed' && <Badge tone="wrong">changed since it was decided</Badge>}
        {part.disagreed && <Badge tone="partner">partners disagree</Badge>}
        {part.isWithSeen && <Badge tone="caution">with somebody who had seen the solution</Badge>}
        {part.isRevealed && <Badge>page turned</Badge>}
        {part.isHandedIn && <Badge>handed in</Badge>}
        {/* The sentence of it stands below, with what the pair was told. */}
        {part.signature && <Badge tone="wrong">likely mistake</Badge>}
      </div>
      <details className="text-sm print:hidden">
        <summary className="mb-2 cursor-pointer text-muted">The question</summary>
        <Prose markdown={prompt} spoken={work.spoken} />
        {part.numbers !== null && <p className="tabular-nums">{`Numbers of this pair: ${part.numbers}`}</p>}
      </details>
      {/* On paper nothing opens: there the question and the author's answer always stand. */}
      <div className="hidden text-sm print:grid print:gap-2">
        <Prose markdown={prompt} spoken={work.spoken} />
        {typeof model === 'string' && (
          <p className="whitespace-pre-line">{`The author’s answer: ${model}`}</p>
        )}
      </div>
      {predictions.length > 0 && <Prediction parts={predictions} />}
      {counting ? (
        <SubmissionWork part={part} submission={counting} by={nameOf(counting.seatId)} />
      ) : part.isDraftBlank ? (
        <p className="text-muted">Nothing has been entered.</p>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <p className="text-sm text-muted">Not submitted yet. This is the draft:</p>
          <DraftReview part={part} />
        </div>
      )}
      {counting && part.isCorrected && (
        <details>
          <summary className="cursor-pointer text-sm text-muted">
            Corrected after the page was turned, without points
          </summary>
          <div className="mt-4">
            <DraftReview part={part} />
          </div>
        </details>
      )}
      {/* Where the partners disagree, each own answer counts for its writer, so all are shown. */}
      {others.length > 0 && (
        <details open={part.disagreed}>
          <summary className="cursor-pointer text-sm text-muted">
            {`${others.length} other ${others.length === 1 ? 'submission' : 'submissions'}`}
          </summary>
          <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-6">
            {others.map((submission) => (
              <SubmissionWork
                key={submission.view.id}
                part={part}
                submission={submission}
                by={nameOf(submission.seatId)}
              />
            ))}
          </div>
        </details>
      )}
      <Decisions pairSessionId={work.pairSessionId} part={part} nameOf={nameOf} />
      <DecisionForm
        pairSessionId={work.pairSessionId}
        partId={id}
        points={points}
        version={part.version}
        draftEdits={part.draftEdits}
        earned={stands}
        automatic={counting && !counting.isOwn ? part.earned : null}
        seats={work.seats.map(({ id: seatId, name }) => ({ id: seatId, name }))}
      />
    </Card>
  );
}

function SubmissionWork({
  part,
  submission,
  by,
}: {
  part: WorkPart;
  submission: WorkPart['submissions'][number];
  by: string;
}) {
  const { view, response, createdAt, numbers, isOwn } = submission;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <p className="text-sm text-muted">
        <WithNames
          text={
            isOwn
              ? `The own answer of ${by}, `
              : view.automatic
                ? 'Graded automatically from your draft, '
                : `Attempt ${view.attempt}, by ${by}, `
          }
          names={[by]}
        />
        <LocalTime at={createdAt.toISOString()} />
        <span>
          {`: ${formatPoints(view.earned)} of ${formatPoints(view.total)}${view.provisional ? ', provisional' : ''}`}
        </span>
        {numbers !== null && <span className="tabular-nums">{`, for ${numbers}`}</span>}
      </p>
      <ResponseReview
        kind={part.part.kind}
        spec={part.part.spec}
        response={response}
        rubric={part.rubric}
        submission={view}
        revealedKey={submission.revealedKey}
        said={part.said}
      />
      {view.feedback.length > 0 && (
        <ul className="list-disc ps-5 text-sm text-muted">
          {view.feedback.map(({ code, message }) => (
            <li key={`${code} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The pairs of the same worksheet in which members sat before, with what these have there. */
function EarlierSessions({ work }: { work: PairWork }) {
  if (work.earlier.length === 0) return null;
  return (
    <div className="grid gap-1 text-sm">
      <h2 className="text-base">Earlier pairs of the members</h2>
      <ul className="grid gap-1">
        {work.earlier.map(({ pairSessionId, name, partners, leftAt }) => (
          <li key={`${pairSessionId} ${name}`}>
            <a
              href={`/sections/${work.sectionId}/results/${pairSessionId}`}
              className="pointer-coarse:leading-[2.75rem]"
            >
              <WithNames
                text={partners.length > 0 ? `${name}, with ${partners.join(' & ')}` : `${name}, alone`}
                names={[name, ...partners]}
              />
            </a>
            <span className="text-muted">
              {', until '}
              <LocalTime at={leftAt.toISOString()} />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
