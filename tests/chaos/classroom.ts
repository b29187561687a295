import type { Policy } from '@/lib/schemas/policy';
import { createPairSession, joinPairSession } from '@/lib/server/pair/seating';
import type { Viewer } from '@/lib/server/people/viewer';
import type { ApiProcess } from '../support/api-process';
import { Device } from '../support/device';
import { type Faults, worstNetwork } from '../support/network';
import { seedClass, value } from '../support/pairs';

/** Pairs of one class at work on one assignment, each person at a device. */
export interface Classroom {
  assignmentId: string;
  instructor: Viewer;
  pairSessionIds: string[];
  /** Two of a pair after the other. */
  devices: Device[];
}

/**
 * Makes a class and seats its pairs; the partners of each on the first and the last of the servers.
 */
export async function seatClass(options: {
  pairs: number;
  policy: Partial<Policy>;
  servers: readonly ApiProcess[];
  random: () => number;
  faults?: Faults;
}): Promise<Classroom> {
  const { pairs, policy, servers, random, faults = worstNetwork } = options;
  const now = new Date();
  const { students, assignmentId, instructor } = await seedClass({ students: 2 * pairs, policy });
  const pairSessionIds: string[] = [];
  const devices: Device[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const [ada, alan] = students.slice(2 * pair);
    if (!ada || !alan) throw new Error('a pair needs two students');
    const { id, code } = value(await createPairSession(ada, { assignmentId }, now));
    value(await joinPairSession(alan, { code }, now));
    pairSessionIds.push(id);
    for (const [viewer, server] of [
      [ada, servers[0]],
      [alan, servers.at(-1)],
    ] as const) {
      devices.push(await Device.open(() => server?.origin ?? '', viewer, id, faults, random));
    }
  }
  return { assignmentId, instructor, pairSessionIds, devices };
}
