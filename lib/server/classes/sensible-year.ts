/** Whether a time is in a year that every database stores, and that dates show with four digits; none is. */
export function isInSensibleYear(time: Date | null): boolean {
  const year = time?.getUTCFullYear() ?? 2000;
  return year >= 2000 && year <= 9999;
}
