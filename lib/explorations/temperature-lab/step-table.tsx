import { ScrollRegion } from '@/lib/ui/scroll-region';
import styles from './lab.module.css';
import { messages } from './messages';
import { type LabRow, stepNames } from './rows';
import { stepText } from './step-bars';

/** The numbers of all steps: the twin of the figures. */
export function StepTable({ rows }: { rows: readonly LabRow[] }) {
  return (
    <details className={styles.twin}>
      <summary>{messages.table}</summary>
      <ScrollRegion className={styles.scroller} label={messages.table}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{messages.outcome}</th>
              {stepNames.map((step) => (
                <th key={step} scope="col">
                  <span aria-hidden="true">{messages.stepNames[step]}</span>
                  <span className="sr-only">{messages.stepSpoken[step]}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, values }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {stepNames.map((step) => (
                  <td key={step}>{stepText(values[step])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
