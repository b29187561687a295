import { setTimeout as pause } from 'node:timers/promises';
import { vi } from 'vitest';
import { database } from '@/lib/server/database/db';
import type { ApiProcess } from '../support/api-process';
import type { Command, Device } from '../support/device';
import { type KindName, makeCommand } from './commands';

/** More of everything: CHAOS_KILLS=100 CHAOS_EDITS=4000 npx vitest run --project processes tests/chaos */
export function amount(name: 'CHAOS_KILLS' | 'CHAOS_EDITS', short: number): number {
  return Number(process.env[name] ?? short);
}

export const seed = process.env.CHAOS_SEED ?? 'two at one table';

/** A device stops asking for more while this many commands wait for their answers. */
const MOST_WAITING = 4;

/** Where no device gets any answer for this time, the server is at fault, however busy the machine is. */
const LONGEST_SILENCE_IN_MS = 90_000;

const waitingOn = ({ underWay, waiting, network: { serverErrors } }: Device) => ({
  underWay,
  waiting,
  serverErrors,
});

/** Devices that work all at once until they have asked for a number of commands together. */
export class Work {
  /** When an instructor was about to split pairs, by pair session; see nextMoment in device.ts. */
  readonly splits = new Map<string, number>();
  private made = 0;
  private isOver = false;
  private readonly working: Promise<void>[];
  private readonly listening: Promise<void>[];

  /** @param kinds what they ask for; everything unless given. */
  constructor(
    readonly devices: readonly Device[],
    private readonly commands: number,
    private readonly random: () => number,
    private readonly kinds?: readonly KindName[],
  ) {
    this.listening = devices.map((device) => device.listen());
    this.working = devices.map((device) => this.workOn(device));
  }

  private async workOn(device: Device): Promise<void> {
    const { random } = this;
    while (!this.isOver || device.waiting > 0) {
      const inOneGo = 1 + Math.floor(random() * 3);
      for (let made = 0; made < inOneGo && this.wantsMore && device.waiting < MOST_WAITING; made += 1) {
        const command = makeCommand(device.page, random, this.kinds);
        if (!command) break;
        device.give(command);
        this.made += 1;
      }
      if (device.waiting > 0 && random() < device.network.faults.dropped) device.page.dropStream();
      if (!(await device.flushOnce())) await pause(30);
      if (device.waiting === 0) await pause(3);
    }
  }

  private get wantsMore(): boolean {
    return !this.isOver && this.made < this.commands;
  }

  /** Resolves when a share (0…1) of all commands is answered. */
  async reach(share: number): Promise<void> {
    let last = { share: -1, at: 0 };
    while (this.share < share) {
      if (this.share > last.share) last = { share: this.share, at: performance.now() };
      if (performance.now() - last.at > LONGEST_SILENCE_IN_MS) {
        throw new Error(`Nothing is answered any more: ${JSON.stringify(this.devices.map(waitingOn))}`);
      }
      await pause(2);
    }
  }

  /** The share (0…1) of all commands that is answered. */
  get share(): number {
    return this.devices.reduce((sum, device) => sum + device.answered.length, 0) / this.commands;
  }

  /** Resolves when every command has its answer and nothing hangs in the network any more. */
  async finish(): Promise<void> {
    await this.reach(1);
    this.isOver = true;
    await Promise.all(this.working);
    await Promise.all(this.devices.map(({ network }) => network.becomeQuiet()));
  }

  /** Closes all pages; fails the test where anything that came was not of its shape. */
  async stop(): Promise<void> {
    for (const device of this.devices) device.stop();
    await Promise.all(this.listening);
  }
}

/** What became of the commands that were under way when the server was killed. */
export interface Fates {
  kills: number;
  /** Stored before the server was killed, though nobody was told. */
  storedUntold: number;
  /** Not stored when the server was killed. */
  cutOff: number;
}

async function countStored(commands: readonly Command[]): Promise<number> {
  const opIds = commands.flatMap(({ body }) => {
    // The first op tells of all of a request.
    const [first] = (body.ops ?? []) as { opId: string }[];
    return first ? [first.opId] : [];
  });
  const tokens = commands.flatMap(({ body }) => (typeof body.token === 'string' ? [body.token] : []));
  const [ops, refused, submissions] = await Promise.all([
    database().op.findMany({ where: { opId: { in: opIds } }, select: { opId: true } }),
    database().refusedOp.findMany({ where: { opId: { in: opIds } }, select: { opId: true } }),
    database().submission.findMany({ where: { token: { in: tokens } }, select: { token: true } }),
  ]);
  return new Set([...ops, ...refused, ...submissions].map((row) => Object.values(row)[0])).size;
}

/** Kills the server at moments of chance while they work, and starts it again each time. */
export async function killWhileTheyWork(
  work: Work,
  servers: readonly ApiProcess[],
  kills: number,
  random: () => number,
  between: Readonly<Record<number, () => Promise<unknown>>> = {},
): Promise<Fates> {
  const fates = { kills, storedUntold: 0, cutOff: 0 };
  for (let kill = 1; kill <= kills; kill += 1) {
    await work.reach(kill / (kills + 1));
    await between[kill]?.();
    const server = servers[Math.floor(random() * servers.length)];
    await vi.waitUntil(() => work.devices.some(({ underWay }) => underWay.length > 0), {
      interval: 1,
      timeout: 60_000,
    });
    await pause(random() * 15);
    // Of driver changes, proposals and the like no id tells whether they were stored.
    const underWay = work.devices
      .flatMap((device) => device.underWay)
      .filter(({ body }) => body.ops !== undefined || body.token !== undefined);
    await server?.stop('SIGKILL');
    const stored = await countStored(underWay);
    fates.storedUntold += stored;
    fates.cutOff += underWay.length - stored;
    await server?.start();
  }
  return fates;
}
