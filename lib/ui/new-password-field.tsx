import { TextField } from './text-field';

interface NewPasswordFieldProps {
  label: string;
  /** What to know besides the least length. */
  hint: string;
}

/** The field for a password that is being chosen; its limits are those of the server. */
export function NewPasswordField({ label, hint }: NewPasswordFieldProps) {
  return (
    <TextField
      label={label}
      description={`At least 8 characters that nobody would guess. ${hint}`}
      name="password"
      type="password"
      autoComplete="new-password"
      isRequired
      minLength={8}
      maxLength={200}
    />
  );
}
