import { perProcess } from '../database/per-process';

/** One open event stream. */
export interface OpenStream {
  /** The sign-ins it was opened with: the person's own, and those of others who signed in at the same screen. */
  readonly signIns: readonly { id: string; userId: string }[];
  /** Ends it after telling its client to come back in `retryMs`. */
  endWithBye(retryMs: number): Promise<void>;
  /** Ends it at once. The client asks again and hears then whether it is still signed in. */
  end(): void;
}

/** The streams that are open in this process. */
export const openStreams = (): Set<OpenStream> => perProcess('open-streams', () => new Set<OpenStream>());

/** Ends every stream. Clients are told to come back at times spread over `spreadMs`, so as not to come all at once. */
export async function endAllStreams(spreadMs: number): Promise<void> {
  const all = [...openStreams()];
  await Promise.all(
    all.map((stream, index) =>
      stream.endWithBye(Math.round(500 + (spreadMs * index) / Math.max(1, all.length))),
    ),
  );
}
