'use client';

import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

/**
 * Closes a dialog, which gives focus back to what had it. Chromium leaves the selection behind in the dialog, so that
 * what is pasted next would go to the whole page instead of to what has the focus.
 */
function closeAndSelect(element: HTMLDialogElement): void {
  element.close();
  const { activeElement } = document;
  const isText = activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
  if (activeElement && !isText) document.getSelection()?.collapse(activeElement, 0);
}

const sizes = {
  narrow: 'sm:max-w-lg',
  wide: 'sm:max-w-4xl',
  screen: 'sm:max-w-[96vw] sm:min-h-[92dvh]',
} as const;

interface DialogProps {
  title: ReactNode;
  onClose(): void;
  /** `screen`: as large as the screen, for a projector. */
  size?: keyof typeof sizes;
  /** Buttons at the foot: the way back first, the way on last. */
  actions: ReactNode;
  children: ReactNode;
}

/**
 * A dialog that is open while it is rendered; Escape and a click outside close it. The browser's own: it makes the rest
 * of the page inert, moves focus in, and gives it back to what had it.
 */
export function Dialog({ title, onClose, size = 'narrow', actions, children }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const beganOutside = useRef(false);

  // Closed before React takes the element away: an element that is gone gives no focus back.
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      if (element) closeAndSelect(element);
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the key for leaving is Escape, which arrives as `cancel`
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // A browser may close a dialog without asking, on a second Escape.
      onClose={(event) => {
        if (!event.currentTarget.open) onClose();
      }}
      // Text may be selected from inside to outside: only a whole click outside means to leave.
      onPointerDown={(event) => {
        beganOutside.current = event.target === event.currentTarget;
      }}
      onClick={(event) => {
        if (beganOutside.current && event.target === event.currentTarget) onClose();
      }}
      className={`m-0 mt-auto max-h-[92dvh] w-full max-w-none overflow-y-auto overscroll-contain rounded-t-lg border border-line bg-surface p-0 text-ink shadow-card backdrop:bg-black/45 sm:m-auto sm:rounded-lg ${sizes[size]}`}
    >
      <div className="grid gap-4 p-5 sm:p-7">
        <h2 id={id} className="text-xl">
          {title}
        </h2>
        <div className="grid gap-3">{children}</div>
        <div className="flex flex-wrap justify-end gap-2 pt-2">{actions}</div>
      </div>
    </dialog>
  );
}
