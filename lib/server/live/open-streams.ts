import { perProcess } from '../per-process';

/** More open streams than two classes of 200 have on several devices each; each costs memory, and every event a write. */
const mostStreams = 10_000;
/** Pages of one pair that a person may have open on one browser; with more of them the oldest has to wait. */
const mostOfOnePerson = 6;
/** How long a page waits that was sent away because its person has opened others. */
const sentAwayForMs = 60_000;

/** One open event stream. */
export interface OpenStream {
  readonly pairSessionId: string;
  /** The sign-ins it was opened with: the person's own, and those of others who signed in at the same screen. */
  readonly signIns: readonly { id: string; userId: string }[];
  /** Ends it after telling its client to come back in `retryMs`. */
  endWithBye(retryMs: number): Promise<void>;
  /** Ends it at once. Its client asks again at once, and hears then whether it is still signed in. */
  end(): void;
}

/** The streams that are open in this process. */
export const openStreams = (): Set<OpenStream> => perProcess('open-streams', () => new Set<OpenStream>());

/**
 * Makes room for one more stream of a person. The oldest one that the same sign-in has open on the same pair ends where
 * there are too many. Returns false while the process can serve no more at all.
 *
 * @param mostOpen of the whole process.
 */
export function makeRoomForStream(
  { signInId, pairSessionId }: { signInId: string; pairSessionId: string },
  mostOpen: number = mostStreams,
): boolean {
  const own = [...openStreams()].filter(
    (stream) => stream.pairSessionId === pairSessionId && stream.signIns[0]?.id === signInId,
  );
  if (own.length >= mostOfOnePerson) {
    // It is taken off the list at once, so that the next one to come does not count it again.
    const [oldest] = own;
    if (oldest) openStreams().delete(oldest);
    void oldest?.endWithBye(sentAwayForMs);
  }
  return openStreams().size < mostOpen;
}

/** Ends every stream. Clients are told to come back at times spread over `spreadMs`, so as not to come all at once. */
export async function endAllStreams(spreadMs: number): Promise<void> {
  const all = [...openStreams()];
  await Promise.all(
    all.map((stream, index) =>
      stream.endWithBye(Math.round(500 + (spreadMs * index) / Math.max(1, all.length))),
    ),
  );
}
