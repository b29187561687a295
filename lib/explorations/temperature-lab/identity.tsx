import { formatNumber } from '@/lib/ui/format-number';
import styles from './lab.module.css';
import { messages } from './messages';
import { formatTemperature } from './scale';
import { stepTexts } from './step-text';

interface IdentityProps {
  outcomes: readonly string[];
  p: readonly number[];
  temperature: number;
  /** Chances after rescaling. */
  result: readonly number[];
}

/** softmax(log p / T) = p^(1/T) / Σ p^(1/T), as a formula and with the numbers of this temperature. */
export function Identity({ outcomes, p, temperature, result }: IdentityProps) {
  const isLimit = temperature === 0 || temperature === Infinity;
  const powers = p.map((chance) => chance ** (1 / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  const resultTexts = stepTexts(result);
  const powerTexts = stepTexts([...powers, sum]);
  return (
    <div className={styles.identity}>
      <h4 className={styles.heading}>{messages.identityTitle}</h4>
      <p role="math" translate="no" aria-label={messages.identitySpoken} className={styles.formula}>
        <span>
          softmax(log <i>p</i> / <i>T</i>) =
        </span>
        <span className={styles.fraction}>
          <span>
            <i>p</i>
            <sup>1/T</sup>
          </span>
          <span>
            Σ <i>p</i>
            <sup>1/T</sup>
          </span>
        </span>
      </p>
      {/* A sum that underflows has no quotient to show, although the limit is well known. */}
      {!isLimit && sum > 0 && (
        <ul translate="no" className={styles.values}>
          {outcomes.map((outcome, index) => (
            <li key={outcome}>
              <span className={styles.letter}>{outcome}</span>
              <span>
                {` ${messages.quotient(
                  formatNumber(p[index] ?? 0),
                  formatTemperature(temperature),
                  powerTexts[index] ?? '',
                  powerTexts.at(-1) ?? '',
                  resultTexts[index] ?? '',
                )}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
