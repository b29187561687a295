import { TextField } from './text-field';

interface SignInCodeFieldProps {
  /** Where it is what the person came for. */
  autoFocus?: boolean;
}

/** The field for a code of the app that shows codes, or for a recovery code. */
export function SignInCodeField({ autoFocus = false }: SignInCodeFieldProps) {
  return (
    <TextField
      label="Code"
      description="The six digits that your app shows now, or a recovery code."
      name="signInCode"
      autoComplete="one-time-code"
      spellCheck="false"
      isRequired
      maxLength={100}
      autoFocus={autoFocus}
    />
  );
}
