// @vitest-environment happy-dom
import { act, createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FormProblem } from '@/lib/ui/form-problem';
import type { FormState } from '@/lib/ui/form-state';
import { formText } from '@/lib/ui/form-text';
import { messages } from '@/lib/ui/messages';
import { type FormAction, useFormAction } from '@/lib/ui/use-form-action';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let root: Root;
let place: HTMLElement;

beforeEach(() => {
  place = document.createElement('div');
  document.body.append(place);
  root = createRoot(place);
});
afterEach(async () => {
  await act(async () => root.unmount());
  place.remove();
});

function TestForm({ action, initial }: { action: FormAction; initial?: FormState }) {
  const form = useFormAction(action, initial);
  return createElement(
    'form',
    form.props,
    createElement('input', { key: `name ${form.round}`, name: 'name' }),
    createElement('button', { key: 'send', type: 'submit', disabled: form.isPending }, 'Send'),
    createElement(FormProblem, { key: 'problem', form }),
    form.state.done,
  );
}

async function show(action: FormAction, initial?: FormState): Promise<void> {
  await act(async () => root.render(createElement(TestForm, { action, ...(initial && { initial }) })));
}

function field(): HTMLInputElement {
  const input = place.querySelector('input');
  if (!input) throw new Error('the form has a field');
  return input;
}

function press(): void {
  place.querySelector('form')?.requestSubmit(place.querySelector('button'));
}

const alert = () => place.querySelector('[role="alert"]');

test('keeps what was typed when it is refused, says why and takes the focus there', async () => {
  const sent: string[] = [];
  await show(async (data) => {
    sent.push(formText(data, 'name'));
    return { problem: 'This name is taken.' };
  });
  field().value = 'Ada';
  await act(async () => press());
  expect(sent).toEqual(['Ada']);
  expect(field().value).toBe('Ada');
  expect(alert()?.textContent).toContain('This name is taken.');
  expect(document.activeElement?.contains(alert())).toBe(true);
  expect(document.activeElement).not.toBe(document.body);
});

test('takes the focus to the field that is to blame', async () => {
  await show(async () => ({ problem: 'This name is taken.', field: 'name' }));
  await act(async () => press());
  expect(document.activeElement).toBe(field());
});

test('says that there is no connection, and keeps what was typed', async () => {
  await show(async () => {
    throw new TypeError('Failed to fetch');
  });
  field().value = 'Ada';
  await act(async () => press());
  expect(alert()?.textContent).toContain(messages.unreachable);
  expect(field().value).toBe('Ada');
});

test('is not sent twice by two presses, and can be sent again after its answer', async () => {
  const answers: ((state: FormState) => void)[] = [];
  await show(() => new Promise((resolve) => answers.push(resolve)));
  await act(async () => {
    press();
    press();
  });
  await act(async () => press());
  expect(answers).toHaveLength(1);
  await act(async () => answers[0]?.({ problem: 'Not now.' }));
  expect(answers).toHaveLength(1);
  await act(async () => press());
  expect(answers).toHaveLength(2);
  await act(async () => answers[1]?.({}));
});

test('begins afresh when it is done, and says so', async () => {
  await show(async () => ({ done: 'Kept.' }));
  field().value = 'Ada';
  await act(async () => press());
  expect(field().value).toBe('');
  expect(place.textContent).toContain('Kept.');
  expect(alert()).toBeNull();
});

test('shows a problem that led back to it without taking the focus', async () => {
  await show(async () => ({}), { problem: 'Please sign in again.' });
  expect(alert()?.textContent).toContain('Please sign in again.');
  expect(document.activeElement).toBe(document.body);
});
