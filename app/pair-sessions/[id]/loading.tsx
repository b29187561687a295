import { Shell } from '@/app/_components/shell';
import { texts } from '@/lib/client/texts';

/** The outline of a worksheet while its data is read. */
export default function Loading() {
  return (
    <Shell width="wide">
      <p role="status" className="sr-only">
        {texts.page.loading}
      </p>
      <div aria-hidden="true" className="grid animate-pulse gap-6">
        <div className="h-10 w-2/3 max-w-lg rounded-md bg-sunken" />
        <div className="h-28 rounded-lg bg-sunken" />
        <div className="h-64 rounded-lg bg-sunken" />
        <div className="h-48 rounded-lg bg-sunken" />
      </div>
    </Shell>
  );
}
