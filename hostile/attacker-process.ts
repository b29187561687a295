import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { root } from '../tests/support/bundle';
import type { Tally } from './attack';
import type { AttackOrder } from './attacker';

/** The process that attacks. */
export class AttackerProcess {
  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<AttackerProcess> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'hostile/attacker.ts'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    // Attackers sit at machines of their own: what theirs needs must not be taken from the server.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    await once(child, 'message');
    return new AttackerProcess(child);
  }

  /** Plays an attack to its end. */
  async play(order: AttackOrder): Promise<Tally> {
    const answered = once(this.child, 'message');
    this.child.send(order);
    const [{ tally, problem }] = (await answered) as [{ tally?: Tally; problem?: string }];
    if (!tally) throw new Error(`The attack ${order.name} could not be played: ${problem}`);
    return tally;
  }

  stop(): void {
    this.child.kill('SIGTERM');
  }
}
