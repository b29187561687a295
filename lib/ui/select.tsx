import { useId } from 'react';

interface SelectProps {
  label: string;
  name: string;
  /** A name of a person is not to be translated. */
  options: readonly { value: string; label: string; isName?: boolean }[];
  defaultValue?: string;
  description?: string;
}

/** A choice from a short list, for plain forms: the browser's own, which every device knows best. */
export function Select({ label, name, options, defaultValue, description }: SelectProps) {
  const id = useId();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <select
        id={id}
        name={name}
        defaultValue={defaultValue}
        aria-describedby={description ? `${id}-description` : undefined}
        className="min-h-11 w-full rounded-md border border-line-strong bg-surface px-3 text-base"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} translate={option.isName ? 'no' : undefined}>
            {option.label}
          </option>
        ))}
      </select>
      {description && (
        <p id={`${id}-description`} className="text-sm text-muted">
          {description}
        </p>
      )}
    </div>
  );
}
