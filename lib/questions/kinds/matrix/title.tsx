import styles from './grid.module.css';

/** A heading in full, and what of it tells rows or columns apart where there is no room for more. */
export function Title({ full, short }: { full: string; short: string | undefined }) {
  if (short === undefined || short === full) return <span>{full}</span>;
  return (
    <>
      <span className={styles.full}>{full}</span>
      <span aria-hidden="true" className={styles.short}>
        {short}
      </span>
    </>
  );
}
