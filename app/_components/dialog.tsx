'use client';

import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

interface DialogProps {
  title: string;
  onClose(): void;
  size?: 'narrow' | 'wide';
  /** Buttons at the foot: the way back first, the way on last. */
  actions: ReactNode;
  children: ReactNode;
}

/** A dialog that is open while it is rendered; Escape and a click outside close it. */
export function Dialog({ title, onClose, size = 'narrow', actions, children }: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      className="fixed inset-0 z-50 grid place-items-end bg-black/45 sm:place-items-center sm:p-6"
    >
      <Modal className={`w-full ${size === 'wide' ? 'sm:max-w-4xl' : 'sm:max-w-lg'}`}>
        <AriaDialog className="grid max-h-[92dvh] gap-4 overflow-y-auto rounded-t-lg border border-line bg-surface p-5 shadow-card sm:rounded-lg sm:p-7">
          <Heading slot="title" className="text-xl">
            {title}
          </Heading>
          <div className="grid gap-3">{children}</div>
          <div className="flex flex-wrap justify-end gap-2 pt-2">{actions}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
