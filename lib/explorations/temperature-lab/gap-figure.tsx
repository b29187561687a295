import { formatNumber } from '@/lib/ui/format-number';
import { axisLength, type Gap, type GapDot, type GapLine, gapLines } from './gaps';
import styles from './lab.module.css';
import { messages } from './messages';
import { formatTemperature } from './scale';
import { stepTexts } from './step-text';

interface GapFigureProps {
  outcomes: readonly string[];
  p: readonly number[];
  temperature: number;
}

/** Heights in pixels: a lane for each outcome, and between two of them one for their gap. */
const lane = 20;
const heading = 26;
const between = 14;
const radius = 6;
/** How wide a letter of the numbers is, with a little room. */
const letter = 7.5;

const percent = (place: number) => `${place * 100}%`;

function noteOf(temperature: number): string {
  if (temperature === 0) return messages.gapsNoteLimits.zero;
  if (temperature === Infinity) return messages.gapsNoteLimits.infinity;
  const factor = Number((temperature < 1 ? 1 / temperature : temperature).toPrecision(3));
  return messages.gapsNote(
    formatTemperature(temperature),
    (temperature < 1 ? messages.timesAsWide : messages.partAsWide)(factor.toLocaleString('en')),
  );
}

/** Where a text beside a mark has room: left of it, or, near the left end, right of it. */
function besideText(place: number | null) {
  if (place === null) return { x: 0, dx: -4, textAnchor: 'start' } as const;
  return place > 0.4
    ? ({ x: percent(place), dx: -radius - 6, textAnchor: 'end' } as const)
    : ({ x: percent(place), dx: radius + 6, textAnchor: 'start' } as const);
}

/** Two strokes across the left end of the axis: what is marked so lies further out than the figure is wide. */
function Break({ y }: { y: number }) {
  return <path d={`M-24 ${y + 7}l6 -14M-17 ${y + 7}l6 -14`} className={styles.break} />;
}

function Dot({
  dot: { label, place },
  text,
  index,
  y,
}: {
  dot: GapDot;
  text: string;
  index: number;
  y: number;
}) {
  return (
    <>
      {place === null ? (
        <>
          <path d={`M-34 ${y}l8 -5v10z`} data-outcome={index} className={styles.dot} />
          <Break y={y} />
        </>
      ) : (
        <circle cx={percent(place)} cy={y} r={radius} data-outcome={index} className={styles.dot} />
      )}
      <text {...besideText(place)} y={y} dy="0.35em" className={styles.dotText}>
        <tspan className={styles.dotLabel}>{label}</tspan>
        <tspan>{` ${text}`}</tspan>
      </text>
    </>
  );
}

function GapMark({ gap: { from, to }, text, y }: { gap: Gap; text: string; y: number }) {
  return (
    <>
      {to !== null && (
        <>
          <line
            x1={from === null ? messages.gap(text).length * letter : percent(from)}
            x2={percent(to)}
            y1={y}
            y2={y}
            className={styles.gap}
          />
          <line x1={percent(to)} x2={percent(to)} y1={y - 4} y2={y + 4} className={styles.gap} />
          {from === null ? (
            <Break y={y} />
          ) : (
            <line x1={percent(from)} x2={percent(from)} y1={y - 4} y2={y + 4} className={styles.gap} />
          )}
        </>
      )}
      <text {...besideText(from)} y={y} dy="0.35em" className={styles.gapText}>
        {messages.gap(text)}
      </text>
    </>
  );
}

function Line({ line: { name, dots, gaps }, top }: { line: GapLine; top: number }) {
  const values = stepTexts(dots.map(({ value }) => value));
  const sizes = stepTexts(gaps.map(({ size }) => size));
  const middle = (index: number) => top + heading + lane / 2 + index * (lane + between);
  return (
    <g>
      <text x={-34} y={top + 14} className={styles.lineName}>
        {messages.stepNames[name]}
      </text>
      {gaps.map((gap, index) => (
        <GapMark
          key={dots[index]?.label}
          gap={gap}
          text={sizes[index] ?? ''}
          y={middle(index) + (lane + between) / 2}
        />
      ))}
      {dots.map((dot, index) => (
        <Dot key={dot.label} dot={dot} text={values[index] ?? ''} index={index} y={middle(index)} />
      ))}
    </g>
  );
}

/**
 * log p before and after the temperature, on one axis that no temperature changes: so one sees the gaps widen and close.
 * The table of all steps says the same in numbers.
 */
export function GapFigure({ outcomes, p, temperature }: GapFigureProps) {
  const length = axisLength(p);
  const lines = gapLines(outcomes, p, temperature);
  const lineHeight = heading + outcomes.length * lane + (outcomes.length - 1) * between + 10;
  const bottom = lines.length * lineHeight;
  const ticks = Array.from({ length: length + 1 }, (_, index) => -index);
  return (
    <figure className={styles.gaps}>
      <figcaption className="text-sm">{noteOf(temperature)}</figcaption>
      <div translate="no" className={styles.gapsFrame}>
        <svg aria-hidden="true" width="100%" height={bottom + 22} className={styles.gapsFigure}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                x1={percent(1 + tick / length)}
                x2={percent(1 + tick / length)}
                y1={0}
                y2={bottom}
                className={tick === 0 ? styles.zero : styles.grid}
              />
              <text
                x={percent(1 + tick / length)}
                y={bottom + 16}
                textAnchor="middle"
                className={styles.tick}
              >
                {formatNumber(tick, 0)}
              </text>
            </g>
          ))}
          {lines.map((line, index) => (
            <Line key={line.name} line={line} top={index * lineHeight} />
          ))}
        </svg>
      </div>
      <p className="text-sm text-muted">{messages.gapsHelp}</p>
    </figure>
  );
}
