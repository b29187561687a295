import styles from './lab.module.css';
import { messages } from './messages';
import { formatTemperature } from './scale';
import { stepText } from './step-bars';

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
  return (
    <div className={styles.identity}>
      <h4 className={styles.heading}>{messages.identityTitle}</h4>
      <p role="math" aria-label={messages.identitySpoken} className={styles.formula}>
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
        <ul className={styles.values}>
          {outcomes.map((outcome, index) => (
            <li key={outcome}>
              <span className={styles.letter}>{outcome}</span>{' '}
              {messages.quotient(
                stepText(p[index] ?? 0),
                formatTemperature(temperature),
                stepText(powers[index] ?? 0),
                stepText(sum),
                stepText(result[index] ?? 0),
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
