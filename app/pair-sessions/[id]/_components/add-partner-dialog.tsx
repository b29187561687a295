'use client';

import { useId, useState } from 'react';
import { Button } from '@/lib/ui/button';
import { Dialog } from '@/lib/ui/dialog';
import { TextField } from '@/lib/ui/text-field';
import { messages } from '../messages';
import { usePair } from './pair-context';

/** Signs the partner in as the second seat at this screen. */
export function AddPartnerDialog({ close }: { close(): void }) {
  const id = useId();
  const { connection, announce } = usePair();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isAdding, setIsAdding] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const add = async () => {
    setIsAdding(true);
    setProblem(null);
    const answer = await connection.addSeat(email, password);
    setIsAdding(false);
    if (!answer.ok) return setProblem(answer.message);
    announce(messages.pair.added);
    close();
  };

  return (
    <Dialog
      title={messages.pair.addTitle}
      onClose={close}
      actions={
        <>
          <Button onPress={close}>{messages.pair.cancel}</Button>
          <Button type="submit" form={`${id}-form`} variant="primary" isPending={isAdding}>
            {isAdding ? messages.pair.adding : messages.pair.add}
          </Button>
        </>
      }
    >
      <form
        id={`${id}-form`}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <p className="text-muted">{messages.pair.addHelp}</p>
        {/* The person who signs in is another than the one whose password this browser may know. */}
        <TextField
          label={messages.pair.email}
          type="email"
          autoComplete="off"
          isRequired
          autoFocus
          value={email}
          onChange={setEmail}
        />
        <TextField
          label={messages.pair.password}
          type="password"
          autoComplete="off"
          isRequired
          value={password}
          onChange={setPassword}
        />
        <p role="alert" className="text-wrong">
          {problem}
        </p>
      </form>
    </Dialog>
  );
}
