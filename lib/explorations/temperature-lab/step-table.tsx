import { ScrollRegion } from '@/lib/ui/scroll-region';
import styles from './lab.module.css';
import { messages } from './messages';
import { type LabRow, stepNames } from './rows';
import { stepTexts } from './step-text';

/** The numbers of all steps: the twin of the figures. */
export function StepTable({ rows }: { rows: readonly LabRow[] }) {
  const columns = new Map(stepNames.map((step) => [step, stepTexts(rows.map(({ values }) => values[step]))]));
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
            {rows.map(({ label }, index) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {stepNames.map((step) => (
                  <td key={step} translate="no">
                    {columns.get(step)?.[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
