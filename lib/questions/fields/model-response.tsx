import looks from './fields.module.css';
import { messages } from './messages';

/** What the turned page of a written part shows: a model response. */
export function ModelResponse({ text }: { text: string }) {
  return (
    <div data-solution="" className={looks.model}>
      <h4 className={looks.modelTitle}>{messages.writing.model}</h4>
      <p className="whitespace-pre-line">{text}</p>
    </div>
  );
}
