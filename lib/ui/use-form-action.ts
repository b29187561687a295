'use client';

import { unstable_rethrow } from 'next/navigation';
import { type FormEvent, type RefObject, startTransition, useActionState, useEffect, useRef } from 'react';
import type { FormState } from './form-state';
import { messages } from './messages';

/** Sends what was typed, to the JSON interface or to a server action, and says how it went. */
export type FormAction = (data: FormData) => Promise<FormState>;

interface AnsweredState {
  answer: FormState;
  /** How often the form was answered. */
  answers: number;
  /** How often the form has done its work: fields with this as their key then begin afresh. */
  round: number;
}

export interface SentForm {
  /** The last answer. */
  state: FormState;
  isPending: boolean;
  round: number;
  /** To spread on the form. */
  props: {
    ref: RefObject<HTMLFormElement | null>;
    action: (data: FormData) => void;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  };
}

/** Marks where a form says what went wrong, for the focus to go there. */
export const problemMark = 'data-form-problem';

function focusProblem(form: HTMLFormElement | null, field: string | undefined): void {
  const control = field === undefined ? null : form?.elements.namedItem(field);
  const target = control instanceof HTMLElement ? control : form?.querySelector(`[${problemMark}]`);
  if (target instanceof HTMLElement) target.focus();
}

/**
 * The one way to send a form. What was typed stays on a refusal and without a connection, the focus goes to the field
 * to blame or to what went wrong, and a form that is on its way is not sent again.
 *
 * @param initial the state of the form from the start, such as a problem that led back to it.
 */
export function useFormAction(action: FormAction, initial: FormState = {}): SentForm {
  const ref = useRef<HTMLFormElement>(null);
  // A ref, not state: a second press may come before the next render.
  const isOnItsWay = useRef(false);
  const send = async ({ answers, round }: AnsweredState, data: FormData): Promise<AnsweredState> => {
    try {
      const answer = await action(data);
      return { answer, answers: answers + 1, round: answer.problem ? round : round + 1 };
    } catch (error) {
      // Next leads to another page by throwing.
      unstable_rethrow(error);
      return { answer: { problem: messages.unreachable }, answers: answers + 1, round };
    } finally {
      isOnItsWay.current = false;
    }
  };
  const [state, dispatch, isPending] = useActionState(send, { answer: initial, answers: 0, round: 0 });

  // The place of the problem is rendered with the answer; only then it can take the focus.
  useEffect(() => {
    if (state.answers > 0 && state.answer.problem) focusProblem(ref.current, state.answer.field);
  }, [state]);

  return {
    state: state.answer,
    isPending,
    round: state.round,
    props: {
      ref,
      // Also sends the form when somebody presses before hydration.
      action: dispatch,
      onSubmit: (event) => {
        // React empties the fields after an action it runs by itself, also after a refusal.
        event.preventDefault();
        if (isOnItsWay.current) return;
        isOnItsWay.current = true;
        const data = new FormData(event.currentTarget);
        startTransition(() => dispatch(data));
      },
    },
  };
}
