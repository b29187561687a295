import looks from './fields.module.css';
import { messages } from './messages';

/** What the page turned over shows of a written part. */
export function ModelResponse({ text }: { text: string }) {
  return (
    <div className={looks.model}>
      <h4 className={looks.modelTitle}>{messages.writing.model}</h4>
      <p className="whitespace-pre-line">{text}</p>
    </div>
  );
}
