/** What a User-Agent header names, the more special first: most browsers also name those that they descend from. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|OPT|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'an iPhone'],
  [/\biPad\b/, 'an iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'a Mac'],
  [/\bLinux\b/, 'Linux'],
];
/** The words stand near the front; a header of any length costs no more. */
const MOST_CHARACTERS = 500;

/**
 * The browser and system of a request in plain words, such as "Firefox on Windows": words of this file only, whatever the
 * header holds.
 */
export function browserName(headers: Headers): string {
  const text = (headers.get('user-agent') ?? '').slice(0, MOST_CHARACTERS);
  const find = (names: typeof browsers) => names.find(([pattern]) => pattern.test(text))?.[1];
  const [browser, system] = [find(browsers), find(systems)];
  return `${browser ?? 'A browser'}${system ? ` on ${system}` : ''}`;
}
