import { WithNames } from '@/lib/ui/verbatim';
import looks from './fields.module.css';
import { messages } from './messages';

/** Shows that the partner is in a field. */
export function PartnerTag({ name }: { name: string }) {
  return (
    <span className={`${looks.partnerTag} print:hidden`}>
      <WithNames text={messages.partnerAt(name)} names={[name]} />
    </span>
  );
}
