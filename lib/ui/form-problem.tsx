import { Notice } from './notice';
import { problemMark, type SentForm } from './use-form-action';

/** What went wrong with a form: read out at once, and the focus goes here. Place it inside the form. */
export function FormProblem({ form: { state, isPending } }: { form: SentForm }) {
  if (!state.problem || isPending) return null;
  return (
    <div tabIndex={-1} className="basis-full rounded-md" {...{ [problemMark]: '' }}>
      <Notice tone="error" role="alert">
        {state.problem}
      </Notice>
    </div>
  );
}
