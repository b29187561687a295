import { perProcess } from '../database/per-process';

/** Ends one open stream after telling its client to come back in `retryMs`. */
export type EndStream = (retryMs: number) => Promise<void>;

const streams = () => perProcess('open-streams', () => new Set<EndStream>());

/** Registers a stream so that the process can end it; returns the function that forgets it. */
export function registerStream(end: EndStream): () => void {
  streams().add(end);
  return () => streams().delete(end);
}

export function countOpenStreams(): number {
  return streams().size;
}

/** Ends every stream, spreading the clients' return over `spreadMs`, so that they do not all come back at once. */
export async function endAllStreams(spreadMs: number): Promise<void> {
  const all = [...streams()];
  await Promise.all(
    all.map((end, index) => end(Math.round(500 + (spreadMs * index) / Math.max(1, all.length)))),
  );
}
