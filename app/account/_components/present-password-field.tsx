import { TextField } from '@/lib/ui/text-field';

/** The field for one's present password. */
export function PresentPasswordField({ email }: { email: string }) {
  return (
    <>
      {/* Password managers keep the password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextField
        label="Present password"
        name="present"
        type="password"
        autoComplete="current-password"
        isRequired
        maxLength={200}
      />
    </>
  );
}
