'use client';

import { Button } from './button';
import { TextField } from './text-field';

/** The field for a class's code; leads to the page of that class. */
export function JoinCodeForm({ defaultCode = '' }: { defaultCode?: string }) {
  return (
    <form action="/join" method="get" className="flex max-w-md flex-wrap items-end gap-3">
      <div className="min-w-44 flex-1">
        <TextField
          label="Class code"
          name="code"
          isRequired
          autoComplete="off"
          spellCheck="false"
          maxLength={20}
          placeholder="ABC234"
          defaultValue={defaultCode}
        />
      </div>
      <Button type="submit" variant="secondary">
        Open my class
      </Button>
    </form>
  );
}
