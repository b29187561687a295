import type { Device } from '../bench/live/client';

/** What an attacker knows: a server, sign-ins of a student and of an instructor, and ids of others. */
export interface Target {
  origin: string;
  port: number;
  /** A student's device, in a pair of their own in the class of the innocent pair. */
  student: Device;
  instructor: { headers: Readonly<Record<string, string>> };
  /** With which people join the class. */
  joinCode: string;
  sectionId: string;
  /** The innocent pair. */
  victimId: string;
  /** An innocent person, whose e-mail is no secret. */
  email: string;
}

/** How often each answer came: a status, or a word for what became of a connection. */
export type Tally = Record<string, number>;

/** How long an attack goes on and with how much at once. */
export interface Force {
  /** On the attacker's own clock, in milliseconds. */
  endsAt: number;
  isShort: boolean;
}

/** One way to harm a server. */
export interface Attack {
  shows: string;
  /** Every answer that it may get. Anything else means that something gave way. */
  expects: readonly (number | string)[];
  play(target: Target, force: Force): Promise<Tally>;
}

/** Sends again and again in so many lanes, each as soon as it is answered, and counts the answers. */
export async function flood(
  lanes: number,
  { endsAt }: Force,
  send: (turn: number) => Promise<number | string>,
): Promise<Tally> {
  const tally: Tally = {};
  let turn = 0;
  const lane = async () => {
    while (performance.now() < endsAt) {
      turn += 1;
      const answer = await send(turn).catch(() => 'closed');
      tally[answer] = (tally[answer] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return tally;
}
