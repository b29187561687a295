import { redirect } from 'next/navigation';

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Redirects from the field for a class's code to the page of that class. */
export default async function JoinPage({ searchParams }: PageProps) {
  const { code } = await searchParams;
  const typed = typeof code === 'string' ? code.trim().slice(0, 40) : '';
  redirect(typed ? `/join/${encodeURIComponent(typed)}` : '/');
}
