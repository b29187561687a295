'use client';

import { useId, useState } from 'react';
import { useCodeStep } from '@/lib/client/use-code-step';
import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';
import { FormProblem } from '@/lib/ui/form-problem';
import { formText } from '@/lib/ui/form-text';
import { SignInCodeField } from '@/lib/ui/sign-in-code-field';
import { TextField } from '@/lib/ui/text-field';
import { useFormAction } from '@/lib/ui/use-form-action';
import { messages } from '../messages';
import { usePair } from './pair-context';

/** Signs the partner in as the second seat at this screen. */
export function AddPartnerDialog({ close }: { close(): void }) {
  const id = useId();
  const { connection, announce } = usePair();
  const { isCodeAsked, afterRefusal } = useCodeStep();
  /** What this partner costs those who sit here, as the last answer said. */
  const [costs, setCosts] = useState<string | null>(null);
  const form = useFormAction(async (data) => {
    const answer = await connection.addSeat({
      email: formText(data, 'email'),
      password: formText(data, 'password'),
      ...(isCodeAsked && { signInCode: formText(data, 'signInCode') }),
      ...(costs !== null && { agreesTo: costs }),
    });
    setCosts(!answer.ok && answer.code === 'spends' ? answer.message : null);
    if (!answer.ok) return afterRefusal(answer);
    announce(messages.pair.added);
    close();
    return {};
  });

  return (
    <Dialog
      title={messages.pair.addTitle}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{messages.pair.cancel}</Button>
          <Button type="submit" form={`${id}-form`} variant="primary" isPending={form.isPending}>
            {form.isPending
              ? messages.pair.adding
              : costs === null
                ? messages.pair.add
                : messages.pair.addAllTheSame}
          </Button>
        </>
      }
    >
      <form id={`${id}-form`} className="grid gap-4" {...form.props}>
        <p className="text-muted">{messages.pair.addHelp}</p>
        {/* The person who signs in is another than the one whose password this browser may know. */}
        <TextField
          label={messages.pair.email}
          name="email"
          type="email"
          autoComplete="off"
          isRequired
          autoFocus
        />
        <TextField
          label={messages.pair.password}
          name="password"
          type="password"
          autoComplete="off"
          isRequired
        />
        {isCodeAsked && <SignInCodeField />}
        <FormProblem form={form} />
      </form>
    </Dialog>
  );
}
