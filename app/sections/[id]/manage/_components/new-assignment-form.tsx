import Link from 'next/link';
import { ActionForm } from '@/lib/ui/action-form';
import { DateTimeField } from '@/lib/ui/date-time-field';
import { Select } from '@/lib/ui/select';
import { TextField } from '@/lib/ui/text-field';
import { draftsGraded } from '../../_components/drafts-graded';
import { createAssignmentAction } from '../actions';

interface NewAssignmentFormProps {
  sectionId: string;
  /** The id of the assignment that it makes: the same form twice makes one. */
  id: string;
  worksheets: { value: string; label: string }[];
}

/** Gives a section a worksheet, with the rules by which its pairs work on it. */
export function NewAssignmentForm({ sectionId, id, worksheets }: NewAssignmentFormProps) {
  return (
    <ActionForm action={createAssignmentAction} submitLabel="Assign it to the class">
      <input type="hidden" name="sectionId" value={sectionId} />
      <input type="hidden" name="id" value={id} />
      <div className="grid gap-2">
        <Select label="Worksheet" name="worksheet" options={worksheets} />
        <ul aria-label="Previews" className="flex flex-wrap gap-x-4 text-sm">
          {worksheets.map(({ value, label }) => (
            <li key={value}>
              <Link
                href={`/sections/${sectionId}/preview/${value}`}
                prefetch={false}
                className="inline-block leading-6 pointer-coarse:leading-[2.75rem]"
              >
                {`See “${label}” as students do`}
              </Link>
            </li>
          ))}
        </ul>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 sm:grid-cols-2">
        <DateTimeField label="Opens" name="opensAt" description="Leave it empty to open it at once." />
        <DateTimeField
          label="Closes"
          name="closesAt"
          description={`Leave it empty to keep it open. ${draftsGraded}`}
        />
        <Select
          label="Who works on it"
          name="partners"
          options={[
            { value: 'pair', label: 'Pairs: a partner has to join' },
            { value: 'solo', label: 'One person is enough' },
          ]}
        />
        <Select
          label="People in a pair, at most"
          name="maxSeats"
          defaultValue="2"
          options={[
            { value: '1', label: 'One: everybody works alone' },
            { value: '2', label: 'Two' },
            { value: '3', label: 'Three, for a class with an odd number' },
          ]}
        />
        <TextField
          label="Attempts per part"
          name="attempts"
          inputMode="numeric"
          pattern="[0-9]*"
          description="Leave it empty for no limit. A worksheet can set a lower one."
        />
        <Select
          label="What counts"
          name="counting"
          options={[
            { value: 'last', label: 'The last attempt' },
            { value: 'best', label: 'The best attempt' },
          ]}
        />
        <Select
          label="Handing in and turning the page"
          name="agreement"
          options={[
            { value: 'both', label: 'Both must agree' },
            { value: 'either', label: 'One of them is enough' },
          ]}
        />
        <label className="flex min-h-11 items-center gap-3 self-center">
          <input type="checkbox" name="roles" defaultChecked className="size-5 accent-accent" />
          Suggest who types and who checks, and when to swap
        </label>
      </div>
    </ActionForm>
  );
}
