import type { ExplorationName } from '@/lib/explorations/names';
import styles from './exploration.module.css';

const drawings: Readonly<Record<ExplorationName, string>> = {
  // Three bars at a low, a middle and a high temperature.
  'temperature-lab':
    'M4 44v-36h4v36zM10 44v-4h4v4zM16 44v-1h4v1zM28 44v-20h4v20zM34 44v-16h4v16zM40 44v-4h4v4zM52 44v-14h4v14zM58 44v-13.6h4v13.6zM64 44v-12.4h4v12.4z',
  // Draws piled up: five, four and one.
  'sampling-bench':
    'M15 38h6v6h-6zM15 30h6v6h-6zM15 22h6v6h-6zM15 14h6v6h-6zM15 6h6v6h-6zM33 38h6v6h-6zM33 30h6v6h-6zM33 22h6v6h-6zM33 14h6v6h-6zM51 38h6v6h-6z',
  // Lines of code, one of them current.
  'code-reader': 'M10 8h34v4h-34zM10 18h46v4h-46zM10 28h28v4h-28zM10 38h40v4h-40zM2 16l5 4l-5 4z',
  // The last row of a map before and after training.
  'trained-attention':
    'M4 44v-18h5v18zM12 44v-18h5v18zM20 44v-18h5v18zM28 44v-18h5v18zM40 44v-3h5v3zM48 44v-32h5v32zM56 44v-4h5v4zM64 44v-38h5v38z',
};

/** A small drawing of what an exploration is about. */
export function ExplorationSign({ name }: { name: ExplorationName }) {
  return (
    <svg viewBox="0 0 72 48" aria-hidden="true" className={styles.sign}>
      <path d={drawings[name]} />
      <path d="M2 46H70" className={styles.ground} />
    </svg>
  );
}
