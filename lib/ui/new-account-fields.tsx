import { NewPasswordField } from './new-password-field';
import { SignInCodeField } from './sign-in-code-field';
import { TextField } from './text-field';

/** Name, e-mail and password of a new account, and the code of an app where the account is an old one that has it. */
export function NewAccountFields({ isCodeAsked }: { isCodeAsked: boolean }) {
  return (
    <>
      <TextField
        label="Your name"
        description="The name by which your partner and your instructor know you."
        name="name"
        autoComplete="name"
        isRequired
        maxLength={80}
      />
      <TextField label="E-mail" name="email" type="email" autoComplete="username" isRequired />
      <NewPasswordField label="Password" hint="A few words are easier to remember than signs." />
      {isCodeAsked && <SignInCodeField />}
    </>
  );
}
