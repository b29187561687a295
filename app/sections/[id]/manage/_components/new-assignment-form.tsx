import { ActionForm } from '@/lib/ui/action-form';
import { Select } from '@/lib/ui/select';
import { TextField } from '@/lib/ui/text-field';
import { createAssignmentAction } from '../actions';
import { DateTimeField } from './date-time-field';

interface NewAssignmentFormProps {
  sectionId: string;
  worksheets: { value: string; label: string }[];
}

/** Gives a section a worksheet, with the rules by which its pairs work on it. */
export function NewAssignmentForm({ sectionId, worksheets }: NewAssignmentFormProps) {
  return (
    <ActionForm action={createAssignmentAction} submitLabel="Give it to the class">
      <input type="hidden" name="sectionId" value={sectionId} />
      <Select label="Worksheet" name="worksheet" options={worksheets} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 sm:grid-cols-2">
        <DateTimeField label="Opens" name="opensAt" description="Nothing: open from the start." />
        <DateTimeField label="Closes" name="closesAt" description="Nothing: stays open." />
        <Select
          label="Who works on it"
          name="partners"
          options={[
            { value: 'pair', label: 'Pairs: checking waits for a partner' },
            { value: 'solo', label: 'One person is enough' },
          ]}
        />
        <Select
          label="Most people in a pair"
          name="maxSeats"
          defaultValue="2"
          options={[
            { value: '1', label: 'One: everybody alone' },
            { value: '2', label: 'Two' },
            { value: '3', label: 'Three, where the numbers are odd' },
          ]}
        />
        <TextField
          label="Attempts per part"
          name="attempts"
          inputMode="numeric"
          pattern="[0-9]*"
          description="Nothing: without limit. A worksheet may set fewer."
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
            { value: 'both', label: 'Both have to agree' },
            { value: 'either', label: 'Either may do it' },
          ]}
        />
        <label className="flex min-h-11 items-center gap-3 self-center">
          <input type="checkbox" name="roles" defaultChecked className="size-5 accent-accent" />
          Suggest who types and who checks, and to swap
        </label>
      </div>
    </ActionForm>
  );
}
