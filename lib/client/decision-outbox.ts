import type { DecisionInput, GroupDecisionInput, PresentState } from '@/lib/schemas/decisions';

/** A decision that a person made on this device, in the words of the call that stores it. */
export type Decision = {
  /** Made by this device; what is taken back is named by it. */
  key: string;
  /** The decision of this device that this one takes back. */
  undoOf?: string;
} & (
  | { of: 'pair'; pairSessionId: string; body: DecisionInput }
  | { of: 'group'; sectionId: string; body: GroupDecisionInput }
);

/** What became of a decision on the server. */
export type Delivery =
  /** `id` is null for a group. */
  | { is: 'stored'; id: string | null; versions: ReadonlyMap<string, number>; changed: PresentState[] }
  /** It cannot be reached just now. */
  | { is: 'unreachable' }
  | { is: 'refused'; message: string; present: PresentState | null };

export interface DecisionStore {
  load(): Decision[];
  save(waiting: readonly Decision[]): void;
}

interface Listener {
  onDelivered(decision: Decision, delivery: Exclude<Delivery, { is: 'unreachable' }>): void;
  onWaiting(waiting: number, isReachable: boolean): void;
}

const retryMs = 2_000;

const refusedBefore = { is: 'refused', message: '', present: null } as const;

/** Whether it would take back a decision that was refused. Without its id the newest would go, whosever that is. */
function lostItsTarget(decision: Decision): boolean {
  return decision.of === 'pair' && decision.undoOf !== undefined && decision.body.undoes === undefined;
}

/**
 * Sends decisions one after the other, in the order in which they were made. What the server cannot be told stays on this
 * device, also over a reload, and is sent again: the server takes the same decision only once.
 */
export class DecisionOutbox {
  private waiting: Decision[];
  private isSending = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private readonly ids = new Map<string, string>();

  constructor(
    private readonly store: DecisionStore,
    private readonly send: (decision: Decision) => Promise<Delivery>,
    private readonly listener: Listener,
  ) {
    this.waiting = store.load();
  }

  add(decision: Decision): void {
    this.keep([...this.waiting, decision]);
    void this.deliver();
  }

  /** Sends what waits; call it also when the connection is back. */
  async deliver(): Promise<void> {
    if (this.isSending) return;
    this.isSending = true;
    if (this.timer) clearTimeout(this.timer);
    try {
      for (;;) {
        const [next] = this.waiting;
        if (!next) return;
        const delivery = lostItsTarget(next) ? refusedBefore : await this.send(next);
        if (delivery.is === 'unreachable') {
          this.listener.onWaiting(this.waiting.length, false);
          this.timer = setTimeout(() => void this.deliver(), retryMs);
          return;
        }
        if (delivery.is === 'stored' && delivery.id !== null) this.ids.set(next.key, delivery.id);
        this.keep(this.waiting.filter(({ key }) => key !== next.key));
        this.listener.onDelivered(next, delivery);
      }
    } finally {
      this.isSending = false;
    }
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
  }

  private keep(waiting: Decision[]): void {
    // What takes back a decision that is stored by now names it by its id: a reload forgets our own keys.
    this.waiting = waiting.map((decision) => this.withId(decision));
    this.store.save(this.waiting);
    this.listener.onWaiting(this.waiting.length, true);
  }

  private withId(decision: Decision): Decision {
    const undoes = decision.undoOf === undefined ? undefined : this.ids.get(decision.undoOf);
    return decision.of === 'pair' && undoes !== undefined
      ? { ...decision, body: { ...decision.body, undoes } }
      : decision;
  }
}
