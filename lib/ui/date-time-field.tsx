'use client';

import { useEffect, useId, useState } from 'react';
import { useInBrowser } from './use-in-browser';

interface DateTimeFieldProps {
  label: string;
  /** The form gets the moment under this name, in ISO 8601; empty is no time. */
  name: string;
  /** ISO 8601, or null for no time. */
  defaultValue?: string | null;
  description?: string;
}

/** A moment as the browser's own field shows it: local, to the minute. */
function toLocalText(iso: string): string {
  const at = new Date(iso);
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The last year that a field takes: browsers let people type six digits, of which each program makes something else. */
const latest = '9999-12-31T23:59';

/** The moment of a local text, in ISO 8601; empty for a text that is none. */
function toMoment(local: string): string {
  const at = /^\d{4}-/.test(local) ? new Date(local).getTime() : Number.NaN;
  return Number.isNaN(at) ? '' : new Date(at).toISOString();
}

/** Date and time in the reader's own time zone, sent as a moment that means the same everywhere. */
export function DateTimeField({ label, name, defaultValue = null, description }: DateTimeFieldProps) {
  const id = useId();
  const [local, setLocal] = useState('');
  const isAlive = useInBrowser();
  const [moment, setMoment] = useState(defaultValue ?? '');

  // Only the browser knows its time zone: the server renders the field empty, and the moment beside it in full. What
  // somebody chose before the page has come alive would not be sent.
  useEffect(() => {
    if (defaultValue) setLocal(toLocalText(defaultValue));
  }, [defaultValue]);

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        type="datetime-local"
        max={latest}
        value={local}
        disabled={!isAlive}
        aria-describedby={description ? `${id}-description` : undefined}
        onChange={({ target }) => {
          setLocal(target.value);
          setMoment(toMoment(target.value));
        }}
        className="min-h-11 w-full rounded-md border border-line-strong bg-surface px-2 text-base sm:px-3"
      />
      <input type="hidden" name={name} value={moment} />
      {description && (
        <p id={`${id}-description`} className="text-sm text-muted">
          {description}
        </p>
      )}
    </div>
  );
}
