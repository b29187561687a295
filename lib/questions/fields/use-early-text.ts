import { type RefObject, useEffect, useEffectEvent } from 'react';

/**
 * Takes in what somebody typed into a field before hydration: React leaves it in the field but fires no event.
 * The field needs `autoComplete="off"`, else a browser that restores old form values would count as typing.
 */
export function useEarlyText(
  field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  text: string,
  onText: (text: string) => void,
): void {
  const take = useEffectEvent(() => {
    const typed = field.current?.value;
    if (typed !== undefined && typed !== text && !field.current?.readOnly) onText(typed);
  });
  useEffect(() => take(), []);
}
