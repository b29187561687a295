/** The path of a field for people: "1d", or "1d, always". */
const placeOf = (path: string) => path.replace('/', ', ');

/** What students read where a view can be attached to a text; loaded with the exploration. */
export const messages = {
  attach: (path: string) => `Attach to part ${placeOf(path)}`,
  attached: (path: string) => `Attached to your explanation in part ${placeOf(path)}`,
  see: (path: string) => `See part ${placeOf(path)}`,
} as const;
