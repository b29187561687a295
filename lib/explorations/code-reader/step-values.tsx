import { BarValue } from '@/lib/questions/fields/bar-value';
import { messages } from './messages';
import styles from './reader.module.css';
import type { ProgramRun, ReadStep } from './steps';

interface StepValuesProps {
  outcomes: readonly string[];
  step: ReadStep;
  run: ProgramRun;
}

/** What a step makes of its numbers, as a table with bars: the figure is its own table. */
export function StepValues({ outcomes, step: { name, before, after }, run }: StepValuesProps) {
  const words = messages.steps[name];
  return (
    <table className={styles.values}>
      <thead>
        <tr>
          <th scope="col">{messages.outcome}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map((outcome, index) => (
          <tr key={outcome} data-drawn={(after === null && index === run.drawn) || undefined}>
            <th scope="row">
              <span translate="no">{outcome}</span>
              {after === null && index === run.largest && <small>{` ${messages.largest}`}</small>}
            </th>
            <BarValue value={before[index] ?? 0} column={before} />
            {after ? (
              <BarValue value={after[index] ?? 0} column={after} />
            ) : (
              <td className={styles.draw}>
                {index === run.drawn && (
                  <span>{name === 'draw' ? messages.index(index) : `“${outcome}”`}</span>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
