import { listSections } from '@/lib/server/classes/sections';
import { getViewer } from '@/lib/server/people/get-viewer';
import { Landing } from './_components/landing';
import { YourSections } from './_components/your-sections';

/** Visitors see what Duet is; people who are signed in see their sections. */
export default async function HomePage() {
  const viewer = await getViewer();
  if (!viewer) return <Landing />;
  return <YourSections name={viewer.name} sections={await listSections(viewer, new Date())} />;
}
