/** Shown while a page's data is read; quiet, because it is rarely seen for long. */
export default function Loading() {
  return (
    <main className="mx-auto grid max-w-3xl gap-4 px-4 py-12 sm:px-6" aria-busy="true">
      <p role="status" className="text-muted">
        Loading …
      </p>
      <div className="h-8 w-2/3 animate-pulse rounded-md bg-sunken" />
      <div className="h-40 animate-pulse rounded-lg bg-sunken" />
    </main>
  );
}
