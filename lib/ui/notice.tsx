import type { ReactNode } from 'react';

type NoticeTone = 'info' | 'success' | 'caution' | 'error';

const looks: Record<NoticeTone, { box: string; sign: string }> = {
  info: { box: 'border-info bg-info-soft', sign: 'i' },
  success: { box: 'border-correct bg-correct-soft', sign: '✓' },
  caution: { box: 'border-caution bg-caution-soft', sign: '!' },
  error: { box: 'border-wrong bg-wrong-soft', sign: '✗' },
};

interface NoticeProps {
  tone: NoticeTone;
  title?: ReactNode;
  /** `alert` interrupts a screen reader, the default waits for a pause, and `note` says nothing by itself. */
  role?: 'status' | 'alert' | 'note';
  children?: ReactNode;
}

/** A short message in a box of its own: colour, sign and words say the same. */
export function Notice({ tone, title, role = 'status', children }: NoticeProps) {
  const { box, sign } = looks[tone];
  return (
    <div role={role} className={`flex gap-3 rounded-md border-s-4 px-4 py-3 text-sm text-ink ${box}`}>
      <span aria-hidden="true" className="w-4 shrink-0 text-center font-bold">
        {sign}
      </span>
      <div className="grid gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="grid gap-2">{children}</div>}
      </div>
    </div>
  );
}
