import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';

const keys: readonly (readonly [key: string, does: string])[] = [
  ['Enter', 'Agree with the points that the program proposes'],
  ['0 – 9', 'Give these points; two digits within half a second are one number'],
  ['u', 'Take the last decision back'],
  ['j  k', 'The next answer, the one before'],
  ['c', 'Write a comment for the pair; Escape leaves the field'],
  ['/', 'Choose a comment that you have saved'],
  ['g', 'See which pairs gave this answer, and take some out'],
  ['!', 'Flag the answer for a colleague'],
  ['?', 'These keys'],
];

/** The keys of the room. */
export function KeyHelp({ onClose }: { onClose(): void }) {
  return (
    <Dialog
      title="Keys"
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={onClose}>
          Close
        </Button>
      }
    >
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
        {keys.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="rounded-sm border border-line-strong px-1.5 font-mono">{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="text-sm text-muted">While you type in a field, keys only write.</p>
    </Dialog>
  );
}
