import { memo, useState } from 'react';
import { MapTable } from '@/lib/questions/kinds/attention-map/map-table';
import { messages } from './messages';
import { meanMap, type Reading } from './model';
import styles from './trained.module.css';

type Map = readonly (readonly (number | null)[])[];

/** Shows nothing right of the diagonal, so that the mask is seen. */
function masked(map: Map): Map {
  return map.map((row, from) => row.map((weight, to) => (to <= from ? weight : null)));
}

interface MaskedMapProps {
  title: string;
  words: readonly string[];
  weights: Map;
}

/** Kept as long as its weights are: the slider moves the model's maps and leaves the pair's alone. */
const MaskedMap = memo(function MaskedMap({ title, words, weights }: MaskedMapProps) {
  return <MapTable title={title} words={words} targets={null} weights={masked(weights)} />;
});

/** The whole maps: the pair's, as far as it is filled in, the mean of the heads, and each head. */
export function Maps({
  words,
  reading,
  yours,
}: {
  words: readonly string[];
  reading: Reading;
  yours: Map | null;
}) {
  const [hasHeads, setHasHeads] = useState(false);
  return (
    <section className={styles.section} aria-label={messages.maps}>
      <h4 className={styles.heading}>{messages.maps}</h4>
      <p className={styles.note}>{messages.mapNote}</p>
      <div className={styles.maps}>
        <MaskedMap title={messages.mean} words={words} weights={meanMap(reading)} />
        {yours && <MaskedMap title={messages.yourMap} words={words} weights={yours} />}
      </div>
      <details className={styles.twin} onToggle={(event) => setHasHeads(event.currentTarget.open)}>
        <summary>{messages.headMaps}</summary>
        {hasHeads && (
          <div className={styles.maps}>
            {reading.heads.map((map, head) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: heads of a model have no other identity
              <MaskedMap key={head} title={messages.head(head + 1)} words={words} weights={map} />
            ))}
          </div>
        )}
      </details>
    </section>
  );
}
