import { expect, test } from 'vitest';
import { assignmentForm, timesForm } from '@/app/sections/[id]/manage/forms';
import { readForm } from '@/lib/api/read-form';

const typed = {
  sectionId: 'monday',
  id: 'made-by-the-page',
  worksheet: 'warm-up',
  opensAt: '',
  closesAt: '2026-12-01T10:00:00.000Z',
  partners: 'pair',
  maxSeats: '3',
  attempts: ' 4 ',
  counting: 'best',
  agreement: 'either',
};

function formOf(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

test('reads an assignment as it was typed', () => {
  expect(readForm(assignmentForm, formOf(typed))).toEqual({
    ok: true,
    fields: {
      sectionId: 'monday',
      id: 'made-by-the-page',
      worksheet: 'warm-up',
      opensAt: null,
      closesAt: new Date('2026-12-01T10:00:00Z'),
      policy: {
        partners: 'pair',
        maxSeats: 3,
        attempts: 4,
        counting: 'best',
        agreement: 'either',
        roles: false,
      },
    },
  });
  expect(readForm(assignmentForm, formOf({ ...typed, attempts: '', roles: 'on' }))).toMatchObject({
    fields: { policy: { attempts: null, roles: true } },
  });
});

test.each(['0', '101', '2.5', 'many'])('refuses %s attempts, and names the field', (attempts) => {
  expect(readForm(assignmentForm, formOf({ ...typed, attempts }))).toEqual({
    ok: false,
    state: { field: 'attempts', problem: 'Attempts are a number from 1 to 100, or nothing for no limit.' },
  });
});

test('refuses the character zero, which not every database stores, and names the field', () => {
  expect(readForm(assignmentForm, formOf({ ...typed, worksheet: 'a\0' }))).toEqual({
    ok: false,
    state: {
      field: 'worksheet',
      problem: 'This text has a character that cannot be stored. Please type it again.',
    },
  });
});

test('refuses a time that is none', () => {
  const times = { sectionId: 'monday', assignmentId: 'first', opensAt: 'tomorrow', closesAt: '' };
  expect(readForm(timesForm, formOf(times))).toEqual({
    ok: false,
    state: { field: 'opensAt', problem: 'A time could not be read. Please enter date and time again.' },
  });
});

test('refuses what no form of the page sends in a sentence', () => {
  const { sectionId: _sectionId, ...rest } = typed;
  for (const forged of [rest, { ...typed, maxSeats: '9' }, { ...typed, roles: 'yes' }])
    expect(readForm(assignmentForm, formOf(forged))).toMatchObject({
      state: { problem: 'This form could not be read. Please load the page again.' },
    });
});
