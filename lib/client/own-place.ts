const tellEveryMs = 300;
/** A person who only looks and clicks, as in an exploration, would else be signed out: nothing they do is sent. */
const stillHereEveryMs = 60_000;

/** Where this person is on the page: a field's full path and, in a long text, the index of the character after the caret. */
interface Place {
  path: string | null;
  index?: number | undefined;
}

/** The partner sees the beginning of what is being typed: a number is never longer. */
const longestText = 64;

/** Sends the server where this person is: at most a few times a second, and only when it has changed. */
export interface OwnPlace {
  moveTo(place: Place): void;
  /** What this person is typing in a field and has not saved; null once it is saved or given up. */
  typeIn(path: string, text: string | null): void;
  /** Sends the place again: the caret of a long text can be described only once its document is open. */
  tellAgain(): void;
  /** This person has typed or clicked: sends the place again where none was sent for a minute. */
  stir(): void;
  close(): void;
}

/** @param positionAt a caret's place as a position that moves with the text around it; undefined where none is known. */
export function makeOwnPlace(
  positionAt: (path: string, index: number) => string | undefined,
  tell: (place: { path: string | null; typing: boolean; caret: string | null; text: string | null }) => void,
): OwnPlace {
  let place: Place = { path: null };
  let typed: { path: string; text: string } | null = null;
  let told = '';
  let toldAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tellNews() {
    timer = undefined;
    const { path, index } = place;
    const caret = path === null || index === undefined ? null : (positionAt(path, index) ?? null);
    const text = typed !== null && typed.path === path ? typed.text : null;
    const news = JSON.stringify([path, caret, text]);
    if (news === told) return;
    told = news;
    toldAt = Date.now();
    tell({ path, typing: path !== null, caret, text });
  }
  const tellSoon = () => {
    timer ??= setTimeout(tellNews, tellEveryMs);
  };
  return {
    moveTo(next) {
      place = next;
      tellSoon();
    },
    typeIn(path, text) {
      if (text === null && typed?.path !== path) return;
      typed = text === null ? null : { path, text: text.slice(0, longestText) };
      tellSoon();
    },
    tellAgain: tellSoon,
    stir() {
      if (Date.now() - toldAt < stillHereEveryMs) return;
      told = '';
      tellSoon();
    },
    close: () => clearTimeout(timer),
  };
}
