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

/** Where the two are just now, each with a name tag. */
const cursors = [
  {
    name: 'Ada',
    row: 2,
    column: 1,
    side: 'above',
    ink: 'var(--color-accent)',
    onInk: 'var(--color-on-accent)',
  },
  {
    name: 'Alan',
    row: 3,
    column: 3,
    side: 'below',
    ink: 'var(--color-partner)',
    onInk: 'var(--color-on-partner)',
  },
] as const;

/** A picture of two people filling one table. Only decoration: the text beside it says the same. */
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
      {cursors.map(({ name, row, column, side, ink, onInk }) => {
        const x = left + column * size - 3;
        const y = top + row * size - 3;
        const tagY = side === 'above' ? y - 11 : y + size - 9;
        return (
          <g key={name}>
            <rect
              x={x}
              y={y}
              width={size + 1}
              height={size + 1}
              rx="11"
              fill="none"
              stroke={ink}
              strokeWidth="2.5"
            />
            <rect x={x + 10} y={tagY} width="43" height="21" rx="10.5" fill={ink} />
            <text
              x={x + 31.5}
              y={tagY + 15}
              textAnchor="middle"
              fontSize="12.5"
              fontWeight="600"
              fill={onInk}
            >
              {name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
