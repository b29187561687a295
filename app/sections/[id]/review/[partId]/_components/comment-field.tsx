'use client';

import { type KeyboardEvent, type RefObject, useId, useState } from 'react';
import { callApi } from '@/lib/client/call-api';
import { longestComment } from '@/lib/results/override-problem';
import type { SavedComment } from '@/lib/schemas/review-queue';
import { Button } from '@/lib/ui/button';

interface CommentFieldProps {
  value: string;
  onChange(text: string): void;
  field: RefObject<HTMLTextAreaElement | null>;
  comments: readonly SavedComment[];
  sectionId: string;
}

/** The comment that the pair reads. A slash at its beginning looks among the saved ones. */
export function CommentField({ value, onChange, field, comments: first, sectionId }: CommentFieldProps) {
  const id = useId();
  const [comments, setComments] = useState(first);
  const [active, setActive] = useState(0);
  const [said, setSaid] = useState('');
  const isLooking = value.startsWith('/');
  const wanted = value.slice(1).trim().toLowerCase();
  const found = isLooking
    ? comments.filter(({ text }) => text.toLowerCase().includes(wanted)).slice(0, 8)
    : [];
  const at = Math.min(active, found.length - 1);

  const choose = (comment: SavedComment | undefined) => {
    if (comment) onChange(comment.text);
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') {
      if (isLooking) onChange('');
      event.currentTarget.blur();
    } else if (isLooking && event.key === 'Enter') {
      event.preventDefault();
      choose(found[at]);
    } else if (isLooking && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setActive(Math.max(0, Math.min(found.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
    }
  };
  const save = async () => {
    const body = { text: value.trim() };
    const answer = await callApi('POST /api/sections/{id}/saved-comments', { id: sectionId, body });
    if (answer.ok) {
      setComments((before) => [...before.filter((one) => one.id !== answer.value.id), answer.value]);
      setSaid('Saved. Type / to use it again.');
    } else setSaid(answer.message);
  };
  const remove = async (comment: SavedComment) => {
    const answer = await callApi('POST /api/saved-comments/{id}/removal', { id: comment.id, body: {} });
    if (answer.ok) setComments((before) => before.filter(({ id: known }) => known !== comment.id));
    else setSaid(answer.message);
  };
  const isNew = value.trim() !== '' && !isLooking && !comments.some(({ text }) => text === value.trim());
  return (
    <div className="grid gap-1">
      <label className="text-sm font-medium" htmlFor={id}>
        Comment for the pair
      </label>
      <textarea
        ref={field}
        id={id}
        rows={3}
        maxLength={longestComment}
        placeholder="/ for a saved one"
        aria-describedby={`${id}-said`}
        className="min-h-11 w-full min-w-0 rounded-md border border-line-strong bg-surface px-3 py-2 text-base"
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={onKeyDown}
      />
      {isLooking && (
        <ul
          aria-label="Saved comments"
          className="grid gap-1 rounded-md border border-line bg-surface p-1 text-sm"
        >
          {found.length === 0 && <li className="px-2 py-1 text-muted">No saved comment says this.</li>}
          {found.map((comment, index) => (
            <li
              key={comment.id}
              className={`flex items-center gap-1 rounded-sm ${index === at ? 'bg-accent-soft' : ''}`}
            >
              <button
                type="button"
                className="min-h-9 min-w-0 grow cursor-pointer px-2 text-start pointer-coarse:min-h-11"
                onClick={() => choose(comment)}
              >
                {comment.text}
              </button>
              <Button
                size="small"
                variant="quiet"
                aria-label={`Remove: ${comment.text}`}
                onPress={() => void remove(comment)}
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isNew && (
        <Button size="small" variant="quiet" className="justify-self-start" onPress={() => void save()}>
          Save this comment
        </Button>
      )}
      <p id={`${id}-said`} role="status" className="text-sm text-muted">
        {said}
      </p>
    </div>
  );
}
