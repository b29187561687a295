import { setTimeout as pause } from 'node:timers/promises';
import type { Viewer } from '@/lib/server/people/viewer';
import { checkAnswer } from './interface';
import { type Answer, type Faults, goodNetwork, Network } from './network';
import { OpenPage } from './open-page';
import { signInAs } from './people';

/** The cookie of a person who signs in now. */
export async function cookieOf(viewer: Viewer): Promise<string> {
  const { cookie } = await signInAs(viewer, new Date());
  return cookie.split(';')[0] ?? '';
}

/** One request, which is sent with the same body until it is answered. */
export interface Command {
  /** The name of its kind. */
  kind: string;
  /** What it is posted to, below the pair session. */
  resource: string;
  body: Readonly<Record<string, unknown>>;
}

/** A command with its answer. */
export interface AnsweredCommand {
  command: Command;
  /** The pair session that answered. */
  pairSessionId: string;
  seatId: string;
  /** When it was first sent, and when its answer came: numbers that grow with every such moment of any device. */
  sentAt: number;
  answeredAt: number;
  answer: Answer;
}

interface WaitingCommand {
  command: Command;
  sentAt: number | null;
  isUnderWay: boolean;
}

let moments = 0;

/** A moment, as a number that grows: what comes later has a larger one. */
export function nextMoment(): number {
  moments += 1;
  return moments;
}

/** One device of a pair: sends commands over its network until they are answered, listens, and reconnects. */
export class Device {
  readonly answered: AnsweredCommand[] = [];
  readonly page: OpenPage;
  swaps = 0;
  private outbox: WaitingCommand[] = [];

  private constructor(
    public pairSessionId: string,
    readonly network: Network,
  ) {
    this.page = new OpenPage(pairSessionId, network, () => this.moveFrom(this.pairSessionId));
  }

  /** A device on which a person has signed in. */
  static async open(
    origin: () => string,
    viewer: Viewer,
    pairSessionId: string,
    faults: Faults = goodNetwork,
    random: () => number = () => 1,
  ): Promise<Device> {
    return new Device(pairSessionId, new Network(origin, await cookieOf(viewer), faults, random));
  }

  give(command: Command): void {
    this.outbox.push({ command, sentAt: null, isUnderWay: false });
  }

  /** Commands without an answer. */
  get waiting(): number {
    return this.outbox.length;
  }

  /** Commands that were sent and are not answered yet. */
  get underWay(): Command[] {
    return this.outbox.flatMap(({ command, isUnderWay }) => (isUnderWay ? [command] : []));
  }

  /** Posts something on a network without faults. */
  async call(resource: string, body: unknown): Promise<unknown> {
    const path = `/api/pair-sessions/${this.pairSessionId}/${resource}`;
    const answer = await this.network.ask('POST', path, body);
    if (answer.status >= 400) throw new Error(`${path} answered ${JSON.stringify(answer)}`);
    checkAnswer('POST', path, answer.status, answer.body);
    return answer.body;
  }

  /** Sends what waits first, as the network lets it; returns whether the server answered. */
  async flushOnce(): Promise<boolean> {
    const { faults, random } = this.network;
    const [first, next] = this.outbox;
    if (!first) return true;
    if (!next || random() >= faults.swapped) return this.deliver(first);
    const overtaking = this.deliver(next);
    await pause(random() * 8);
    const answered = await Promise.all([this.deliver(first), overtaking]);
    if (answered.every(Boolean)) this.swaps += 1;
    return answered.every(Boolean);
  }

  private async deliver(waiting: WaitingCommand): Promise<boolean> {
    const { command } = waiting;
    const { pairSessionId } = this;
    const { seatId } = this.page;
    waiting.sentAt ??= nextMoment();
    waiting.isUnderWay = true;
    const path = `/api/pair-sessions/${pairSessionId}/${command.resource}`;
    const answer = await this.network.deliver(path, command.body);
    waiting.isUnderWay = false;
    if (!answer || (answer.status === 404 && (await this.moveFrom(pairSessionId)) !== 'still here'))
      return false;
    const { sentAt } = waiting;
    this.answered.push({ command, pairSessionId, seatId, sentAt, answeredAt: nextMoment(), answer });
    this.outbox = this.outbox.filter((other) => other !== waiting);
    return true;
  }

  /** Asks where this person sits now, and goes there with all that waits. */
  private async moveFrom(formerId: string): Promise<'moved' | 'still here' | 'no answer'> {
    if (this.pairSessionId !== formerId) return 'moved';
    const assignmentId = this.page.view?.assignmentId;
    const own = await this.network.ask('GET', '/api/me').catch(() => null);
    if (own?.status !== 200) return 'no answer';
    // Its shape is checked with all that was received.
    const { sections } = own.body as {
      sections: { assignments: { id: string; pairSessionId: string | null }[] }[];
    };
    const place = sections.flatMap(({ assignments }) => assignments).find(({ id }) => id === assignmentId);
    if (!place?.pairSessionId || place.pairSessionId === formerId) return 'still here';
    if (this.pairSessionId !== formerId) return 'moved';
    this.pairSessionId = place.pairSessionId;
    this.page.turnTo(place.pairSessionId);
    return 'moved';
  }

  listen(): Promise<void> {
    return this.page.listen();
  }

  /** Goes away; fails the test where anything that came was not of the shape that the interface promises. */
  stop(): void {
    this.page.stop();
    this.page.checkReceived();
    this.network.checkReceived();
  }
}
