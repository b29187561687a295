'use client';

import { useId } from 'react';
import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';
import { FormProblem } from '@/lib/ui/form-problem';
import { formStateOf } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { TextField } from '@/lib/ui/text-field';
import { useFormAction } from '@/lib/ui/use-form-action';
import { messages } from '../messages';
import { usePair } from './pair-context';

/** Signs the partner in as the second seat at this screen. */
export function AddPartnerDialog({ close }: { close(): void }) {
  const id = useId();
  const { connection, announce } = usePair();
  const form = useFormAction(async (data) => {
    const answer = await connection.addSeat(formText(data, 'email'), formText(data, 'password'));
    if (answer.ok) {
      announce(messages.pair.added);
      close();
    }
    return formStateOf(answer);
  });

  return (
    <Dialog
      title={messages.pair.addTitle}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{messages.pair.cancel}</Button>
          <Button type="submit" form={`${id}-form`} variant="primary" isPending={form.isPending}>
            {form.isPending ? messages.pair.adding : messages.pair.add}
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
        <FormProblem form={form} />
      </form>
    </Dialog>
  );
}
