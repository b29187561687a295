import type { HistoryFilter, SectionHistory } from '@/lib/server/classes/section-history';
import { Button } from '@/lib/ui/button';
import { Card } from '@/lib/ui/card';
import { DateTimeField } from '@/lib/ui/date-time-field';
import { LinkButton } from '@/lib/ui/link-button';
import { Select } from '@/lib/ui/select';
import { kindLabels, messages } from '../messages';
import { addressOf } from '../read-address';
import { nameOf } from './history-entry';

interface HistoryFilterFormProps {
  sectionId: string;
  filter: HistoryFilter;
  people: SectionHistory['people'];
}

/** Which entries to show. The choice stands in the address, so that it can be kept and passed on. */
export function HistoryFilterForm({ sectionId, filter, people }: HistoryFilterFormProps) {
  const { kind, personId, from, until } = filter;
  const words = messages.filter;
  return (
    <Card title={words.title}>
      <form method="get" className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Select
          label={words.kind}
          name="kind"
          defaultValue={kind ?? ''}
          options={[
            { value: '', label: words.anyKind },
            ...kindLabels.map((one) => ({ value: one.kind, label: one.label })),
          ]}
        />
        <Select
          label={words.person}
          name="person"
          defaultValue={personId ?? ''}
          options={[
            { value: '', label: words.anyPerson },
            ...people.map((person) => ({ value: person.userId, label: nameOf(person), isName: true })),
          ]}
        />
        <DateTimeField label={words.from} name="from" defaultValue={from?.toISOString() ?? null} />
        <DateTimeField label={words.until} name="until" defaultValue={until?.toISOString() ?? null} />
        <div className="flex flex-wrap gap-2 sm:col-span-full">
          <Button type="submit" variant="secondary">
            {words.apply}
          </Button>
          {(kind || personId || from || until) && (
            <LinkButton href={addressOf(sectionId, {})}>{words.clear}</LinkButton>
          )}
        </div>
      </form>
    </Card>
  );
}
