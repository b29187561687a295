import Link from 'next/link';
import type { ReactNode } from 'react';
import { Wordmark } from './wordmark';

interface ShellProps {
  /** Who is signed in here, all of them, the viewer first; none on pages for visitors. */
  people?: readonly string[];
  /** Where this page belongs, with the way back to it. */
  section?: { title: string; href: string };
  /** `full`: head and bar are as wide, too. */
  width?: 'text' | 'wide' | 'full';
  /** Below the head, over the whole width: where one is in a section. */
  bar?: ReactNode;
  /** `dense`: little space around, for pages that show much at once. */
  spacing?: 'roomy' | 'dense';
  children: ReactNode;
}

const widths = { text: 'max-w-3xl', wide: 'max-w-6xl', full: 'max-w-(--frame)' } as const;
const spacings = { roomy: 'gap-8 py-8 sm:py-12', dense: 'gap-3 py-3' } as const;

/** The frame of every page: where one is, who is signed in, and the way out. */
export function Shell({
  people = [],
  section,
  width = 'text',
  bar,
  spacing = 'roomy',
  children,
}: ShellProps) {
  const [viewer, ...beside] = people;
  return (
    <div className={`contents ${width === 'full' ? '[--frame:84rem]' : '[--frame:72rem]'}`}>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-40 focus:m-2 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <header className="border-b border-line bg-surface print:hidden">
        <div className="mx-auto flex max-w-(--frame) flex-wrap items-center gap-x-5 gap-y-1 px-4 py-2.5 sm:px-6">
          <Link
            href="/"
            className="flex items-center text-ink no-underline pointer-coarse:min-h-11"
            aria-label="Duet, start page"
          >
            <Wordmark />
          </Link>
          {section && (
            <Link href={section.href} className="truncate text-sm pointer-coarse:leading-[2.75rem]">
              {section.title}
            </Link>
          )}
          {viewer !== undefined && (
            <form action="/api/sign-out" method="post" className="ms-auto flex items-center gap-3 text-sm">
              <span className="text-muted">
                <Link
                  href="/account"
                  className="inline-block pointer-coarse:min-w-11 pointer-coarse:leading-[2.75rem]"
                  aria-label={`${viewer}, your account`}
                  translate="no"
                >
                  {viewer}
                </Link>
                <span translate="no">{beside.map((name) => ` & ${name}`).join('')}</span>
              </span>
              <button
                type="submit"
                className="min-h-9 cursor-pointer pointer-coarse:min-h-11 font-medium text-accent underline underline-offset-4"
              >
                Sign out
              </button>
            </form>
          )}
        </div>
      </header>
      {bar}
      <main
        id="content"
        className={`mx-auto grid grid-cols-[minmax(0,1fr)] px-4 sm:px-6 print:block print:p-0 ${spacings[spacing]} ${widths[width]}`}
      >
        {children}
      </main>
    </div>
  );
}
