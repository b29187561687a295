import { perProcess } from '../database/per-process';

/** Ends one open stream after telling its client to come back in `retryMs`. */
export type EndStream = (retryMs: number) => Promise<void>;

const streams = () => perProcess('open-streams', () => new Set<EndStream>());

/** Registers a stream, so that the process can end it; returns the function that takes it off the list. */
export function registerStream(end: EndStream): () => void {
  streams().add(end);
  return () => streams().delete(end);
}

/** Ends every stream. Clients are told to come back at times spread over `spreadMs`, so as not to come all at once. */
export async function endAllStreams(spreadMs: number): Promise<void> {
  const all = [...streams()];
  await Promise.all(
    all.map((end, index) => end(Math.round(500 + (spreadMs * index) / Math.max(1, all.length)))),
  );
}
