import { listSections } from '@/lib/server/classes/sections';
import { getViewer } from '@/lib/server/people/get-viewer';
import { listMadeLinks } from '@/lib/server/people/one-time-codes';
import { Landing } from './_components/landing';
import { YourSections } from './_components/your-sections';

/** Visitors see what Duet is; people who are signed in see their sections. */
export default async function HomePage() {
  const viewer = await getViewer();
  if (!viewer) return <Landing />;
  const now = new Date();
  const [sections, links] = await Promise.all([listSections(viewer, now), listMadeLinks(viewer, now)]);
  return <YourSections name={viewer.name} sections={sections} links={links} />;
}
