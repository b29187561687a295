const words = ['the', 'cat', 'sat', 'down'];

interface Cell {
  text: string;
  by: 'you' | 'partner' | 'mask';
}

const size = 62;
const left = 74;
const top = 52;

/** Who fills which cell of the little attention table: half of it is masked, the rest is shared work. */
function cellAt(row: number, column: number): Cell {
  if (column > row) return { text: '0', by: 'mask' };
  const shares = ['1', '1/2', '1/3', '1/4'];
  return { text: shares[row] ?? '', by: (row + column) % 2 === 0 ? 'you' : 'partner' };
}

const fills = {
  you: 'var(--color-accent-soft)',
  partner: 'var(--color-partner-soft)',
  mask: 'var(--color-sunken)',
};
const inks = {
  you: 'var(--color-accent-strong)',
  partner: 'var(--color-partner)',
  mask: 'var(--color-muted)',
};

/** A picture of two people filling one table. Decoration: the words beside it say what there is to know. */
export function SharedMatrix() {
  return (
    <svg
      viewBox="0 0 352 344"
      aria-hidden="true"
      className="mx-auto w-full max-w-md rounded-lg border border-line bg-surface p-4 shadow-card"
    >
      {words.map((word, at) => (
        <g key={word} fill="var(--color-muted)" fontSize="15" className="font-prose">
          <text x={left - 14} y={top + at * size + 36} textAnchor="end">
            {word}
          </text>
          <text x={left + at * size + 29} y={top - 16} textAnchor="middle">
            {word}
          </text>
        </g>
      ))}
      {words.flatMap((rowWord, row) =>
        words.map((columnWord, column) => {
          const { text, by } = cellAt(row, column);
          const x = left + column * size;
          const y = top + row * size;
          return (
            <g key={`${rowWord} ${columnWord}`}>
              <rect x={x} y={y} width={size - 5} height={size - 5} rx="9" fill={fills[by]} />
              <text x={x + 28} y={y + 35} textAnchor="middle" fontSize="17" fill={inks[by]}>
                {text}
              </text>
            </g>
          );
        }),
      )}
      <g fill="none" strokeWidth="2.5">
        <rect
          x={left + 2 * size - 3}
          y={top + 2 * size - 3}
          width={size + 1}
          height={size + 1}
          rx="11"
          stroke="var(--color-accent)"
        />
        <rect
          x={left + 2 * size - 3}
          y={top + 3 * size - 3}
          width={size + 1}
          height={size + 1}
          rx="11"
          stroke="var(--color-partner)"
        />
      </g>
      <g fontSize="13" fontWeight="600">
        <text x={left + 3 * size + 4} y={top + 2 * size + 33} fill="var(--color-accent)">
          Ada
        </text>
        <text x={left + 1 * size + 58} y={top + 4 * size + 18} textAnchor="start" fill="var(--color-partner)">
          Alan
        </text>
      </g>
    </svg>
  );
}
