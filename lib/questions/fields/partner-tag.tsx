import { messages } from '@/lib/client/messages';
import looks from './fields.module.css';

/** Tells that the partner is in a field. */
export function PartnerTag({ name }: { name: string }) {
  return <span className={looks.partnerTag}>{messages.pair.partnerAt(name)}</span>;
}
