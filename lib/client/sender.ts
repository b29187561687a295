import type { OpsResult } from '@/lib/schemas/ops';
import { backOffMs } from './back-off';
import type { CallProblem, CallResult } from './call-api';
import type { Batch } from './outbox';
import { enqueue, enqueueTextEdit, type Queue, rebase } from './outbox-queue';

const longestRetryMs = 10_000;

export interface SenderHandlers {
  send(batch: Batch): Promise<CallResult<OpsResult>>;
  /** The queue has changed: store it. */
  onQueue(queue: Queue): void;
  onAnswer(batch: Batch, answer: OpsResult): void;
  onProblem(problem: CallProblem): void;
}

/**
 * Sends waiting edits, one batch at a time and in order, again and again until the server has answered. Sends nothing
 * before it is opened.
 */
export interface Sender {
  queue(): Queue;
  setQueue(queue: Queue): void;
  add(batch: Batch): void;
  /** Adds an edit inside a long text; waiting ones of the same field become one by `merge`. */
  addTextEdit(
    edit: { opId: string; path: string; textUpdate: string; seatId: string },
    merge: (first: string, second: string) => string,
  ): void;
  /** Resolves when nothing waits, or sending has to pause. */
  flush(): Promise<void>;
  open(): void;
  close(): void;
}

export function makeSender(handlers: SenderHandlers): Sender {
  let queue: Queue = [];
  let sending: Promise<void> | null = null;
  let retries = 0;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;

  function setQueue(next: Queue) {
    queue = next;
    handlers.onQueue(queue);
  }

  /** Whether the first batch was put aside, so that those behind it may go on. */
  function isPutAside(problem: CallProblem): boolean {
    if (problem.code === 'not-disagreeing' || problem.code === 'handed-in') {
      // An edit of an own answer that is no more, or was confirmed meanwhile.
      setQueue(queue.slice(1));
      return true;
    }
    handlers.onProblem(problem);
    if (problem.status === 400 || problem.code === 'too-much-history') {
      // It would be refused for ever; the text stays in its field here, marked as unsaved.
      setQueue(queue.slice(1));
      return true;
    }
    const isForGood = problem.status >= 400 && problem.status < 500 && problem.status !== 429;
    if (!isForGood) {
      retries += 1;
      retryTimer = setTimeout(() => void flush(), backOffMs(retries, longestRetryMs));
    }
    return false;
  }

  async function sendAll(): Promise<void> {
    for (let [batch] = queue; batch; [batch] = queue) {
      const answer = await handlers.send(batch);
      if (answer.ok) {
        retries = 0;
        handlers.onAnswer(batch, answer.value);
        setQueue(rebase(queue.slice(1), answer.value.versions));
      } else if (!isPutAside(answer)) return;
    }
  }

  function flush(): Promise<void> {
    if (!isOpen) return Promise.resolve();
    clearTimeout(retryTimer);
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  }

  return {
    queue: () => queue,
    setQueue,
    add(batch) {
      setQueue(enqueue(queue, batch, sending !== null));
    },
    addTextEdit(edit, merge) {
      setQueue(enqueueTextEdit(queue, edit, sending !== null, merge));
    },
    flush,
    open() {
      isOpen = true;
    },
    close() {
      isOpen = false;
      clearTimeout(retryTimer);
    },
  };
}
