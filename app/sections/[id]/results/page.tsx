import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { toCardView } from '@/lib/results/card-view';
import { type ClassPlace, classAddress, readClassPlace } from '@/lib/results/class-address';
import { shareTexts, toRowView } from '@/lib/results/class-row';
import type { ClassFilter, ClassPage, PartCard } from '@/lib/schemas/class-page';
import { getClassPage } from '@/lib/server/classes/class-page';
import { getPartCards } from '@/lib/server/classes/part-cards';
import { requireViewer } from '@/lib/server/people/get-viewer';
import { count } from '@/lib/ui/count';
import { EmptyState } from '@/lib/ui/empty-state';
import { formatPoints } from '@/lib/ui/format-number';
import { LinkButton } from '@/lib/ui/link-button';
import { LocalTime } from '@/lib/ui/local-time';
import { Notice } from '@/lib/ui/notice';
import { PageLinks } from '@/lib/ui/page-links';
import { Shell } from '@/lib/ui/shell';
import { draftsGraded } from '../_components/drafts-graded';
import { SectionBar } from '../_components/section-bar';
import { columnViews, sortView, totalDetail } from './_components/class-page-views';
import { ClassTable } from './_components/class-table';
import { ClassToolbar } from './_components/class-toolbar';
import { PartFigures } from './_components/part-figures';
import { PartSwitch } from './_components/part-switch';
import { SignsLegend } from './_components/signs-legend';

export const metadata: Metadata = { title: 'Class' };

interface PageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The class at a glance, for those who teach or assist it: pairs by parts, and what they did on each part. */
export default async function ClassTablePage({ params, searchParams }: PageProps) {
  const { id } = await params;
  const place = readClassPlace(await searchParams);
  const viewer = await requireViewer(classAddress(id, place));
  const locale = (await headers()).get('accept-language');
  const asked = { sectionId: id, ...place, assignmentId: place.assignmentId ?? undefined, locale };
  const found = await getClassPage(viewer, asked, new Date());
  if (!found.ok) notFound();
  const page = found.value;
  const assignmentId = page.assignment?.id;
  const cards = assignmentId ? await getPartCards(viewer, { sectionId: id, assignmentId }) : null;
  const [begun, untouched] = cards?.ok ? byBegun(cards.value.cards) : [[], []];
  return (
    <Shell
      people={[viewer.name]}
      section={{ title: page.section.title, href: `/sections/${id}` }}
      width="wide"
      spacing="dense"
      bar={<SectionBar viewer={viewer} sectionId={id} current="class" assignmentId={assignmentId ?? null} />}
    >
      <h1 className="sr-only print:not-sr-only print:[page:class-table]">
        {page.assignment ? `Class: ${page.assignment.title}` : 'Class'}
      </h1>
      {page.assignment === null ? (
        <NoAssignment sectionId={id} />
      ) : (
        <>
          {page.grading && (
            <Notice tone="info">
              <p>{`Closing time has come: being graded, ${page.grading.graded} of ${count(page.grading.of, 'pair', 'pairs')}.`}</p>
            </Notice>
          )}
          {page.totalRows === 0 ? (
            <NobodyYet sectionId={id} />
          ) : (
            <Pairs
              sectionId={id}
              place={{ ...place, page: page.page }}
              page={page}
              idea={ideaSentence(begun, place.filter)}
            />
          )}
          <Foot sectionId={id} page={page} />
          {page.totalRows > 0 && (
            <section
              className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-4 print:block"
              aria-labelledby="parts-title"
            >
              <h2 id="parts-title">Part by part</h2>
              <div className="gap-4 lg:columns-2 print:columns-auto">
                {begun.map((card) => (
                  <PartFigures
                    key={card.partId}
                    sectionId={id}
                    place={place}
                    card={toCardView(card)}
                    totalRows={page.totalRows}
                  />
                ))}
              </div>
              {untouched.length > 0 && (
                <p className="text-sm text-muted">{`Nobody has begun ${untouched.join(', ')}.`}</p>
              )}
            </section>
          )}
        </>
      )}
    </Shell>
  );
}

/** What pairs read of the known idea that a filter names. */
function ideaSentence(cards: readonly PartCard[], { partId, idea }: ClassFilter): string | null {
  const card = cards.find((one) => one.partId === partId);
  return card?.ideas.find(({ code }) => code === idea)?.message ?? null;
}

/** The cards of parts that pairs have begun, and the ids of the others: a card each would say nothing. */
function byBegun(cards: readonly PartCard[]): [begun: PartCard[], untouched: string[]] {
  return [
    cards.filter(({ begun }) => begun > 0),
    cards.filter(({ begun }) => begun === 0).map(({ partId }) => partId),
  ];
}

function NoAssignment({ sectionId }: { sectionId: string }) {
  return (
    <EmptyState title="The class has no worksheet yet">
      <p>Assign one, and its pairs appear here as soon as they begin.</p>
      <LinkButton href={`/sections/${sectionId}/manage`} variant="primary">
        Assign a worksheet
      </LinkButton>
    </EmptyState>
  );
}

function NobodyYet({ sectionId }: { sectionId: string }) {
  return (
    <EmptyState title="Nobody has begun yet">
      <p>
        Show the class code with the button above. Students type it on the start page, make an account, and
        open the worksheet; one of two then gives the other a code for the pair.
      </p>
      <LinkButton href={`/sections/${sectionId}`}>See the worksheet’s page as the class has it</LinkButton>
    </EmptyState>
  );
}

interface PairsProps {
  sectionId: string;
  place: ClassPlace;
  page: ClassPage;
  idea: string | null;
}

function Pairs({ sectionId, place, page, idea }: PairsProps) {
  const columns = columnViews(sectionId, place, page);
  const shown = columns.find(({ isShown }) => isShown);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <ClassToolbar sectionId={sectionId} place={place} page={page} idea={idea} />
      {page.rows.length === 0 ? (
        <EmptyState title="No pair fits">
          <LinkButton href={classAddress(sectionId, { ...place, page: 1, filter: {} })} variant="primary">
            Show all pairs
          </LinkButton>
        </EmptyState>
      ) : (
        <>
          <PartSwitch
            sectionId={sectionId}
            place={place}
            partIds={columns.filter(({ isScored }) => isScored).map(({ partId }) => partId)}
            shownId={shown?.partId ?? null}
          />
          <ClassTable
            sectionId={sectionId}
            columns={columns}
            shared={shareTexts(page.rows.map((row) => toRowView(row, page.columns)))}
            byName={sortView(sectionId, place, { by: 'name' })}
            byTotal={{ ...sortView(sectionId, place, { by: 'points' }), detail: totalDetail(page) }}
            byLast={sortView(sectionId, place, { by: 'last-work' })}
          />
          <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 print:hidden">
            <SignsLegend />
            <PageLinks
              label="Pages of pairs"
              page={page.page}
              pages={page.pages}
              addressOf={(to) => classAddress(sectionId, { ...place, page: to })}
            />
          </div>
        </>
      )}
    </div>
  );
}

/** What is known beside the table: who sits in no pair, when drafts are graded, and the file. */
function Foot({ sectionId, page }: { sectionId: string; page: ClassPage }) {
  const { assignment, unpaired, unpairedCount, medianTotal } = page;
  if (!assignment) return null;
  const rest = unpairedCount - unpaired.length;
  return (
    <div className="grid gap-2 text-sm">
      {unpairedCount > 0 && (
        <p>
          <span className="font-medium">{`Not in a pair (${unpairedCount}): `}</span>
          <span translate="no">{unpaired.map(({ name }) => name).join(', ')}</span>
          {rest > 0 && <span>{` and ${rest} more`}</span>}
        </p>
      )}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2 text-muted print:hidden">
        <span>
          {assignment.closesAt ? (
            <>
              <span>{assignment.phase === 'closed' ? 'Closed ' : 'Closes '}</span>
              <LocalTime at={assignment.closesAt} />
            </>
          ) : (
            `Stays open. ${draftsGraded}`
          )}
        </span>
        {medianTotal !== null && (
          <span>{`Median of the pairs that are read: ${formatPoints(medianTotal)} points.`}</span>
        )}
        <LinkButton
          href={`/api/sections/${sectionId}/results.csv?assignmentId=${assignment.id}`}
          isDownload
          size="small"
        >
          Export CSV
        </LinkButton>
      </p>
    </div>
  );
}
