import type { Target } from './attack';
import { attacks } from './attacks';

/** Plays attacks in a process of its own, so that what they cost is not measured as the innocent pair's delay. */

export interface AttackOrder {
  name: string;
  target: Target;
  forMs: number;
  isShort: boolean;
}

process.on('message', async ({ name, target, forMs, isShort }: AttackOrder) => {
  try {
    const endsAt = performance.now() + forMs;
    process.send?.({ tally: await attacks[name]?.play(target, { endsAt, isShort }) });
  } catch (error) {
    process.send?.({ problem: error instanceof Error ? error.message : String(error) });
  }
});
process.on('disconnect', () => process.exit(0));
process.send?.({ isReady: true });
