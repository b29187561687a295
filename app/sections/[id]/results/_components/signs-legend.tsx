const signs = [
  ['·', 'untouched'],
  ['◔ 52/64', 'in progress, 52 of 64 cells right'],
  ['✓', 'all points'],
  ['◑ 7.9', 'part of the points'],
  ['✗ 3', 'wrong after 3 attempts'],
  ['? read', 'waits to be read'],
  ['◑ 3?', 'points that stand until somebody reads it'],
  ['↻ changed', 'changed after somebody decided'],
  ['≠', 'the partners disagree, or members have different points'],
  ['R', 'the page was turned before anything was checked'],
] as const;

/** What the signs of the class table mean. */
export function SignsLegend() {
  return (
    <details className="text-sm">
      <summary className="min-h-9 cursor-pointer font-medium text-accent pointer-coarse:min-h-11">
        What the signs mean
      </summary>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 pt-1">
        {signs.map(([sign, meaning]) => (
          <div key={sign} className="contents">
            <dt className="whitespace-nowrap">{sign}</dt>
            <dd className="text-muted">{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
