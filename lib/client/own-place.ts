const tellEveryMs = 300;

/** Where this person is on the page: a field's full path and, in a long text, the index of the character after the caret. */
interface Place {
  path: string | null;
  index?: number | undefined;
}

/** Sends the server where this person is: at most a few times a second, and only when it has changed. */
export interface OwnPlace {
  moveTo(place: Place): void;
  /** Sends the place again: the caret of a long text can be described only once its document is open. */
  tellAgain(): void;
  close(): void;
}

/** @param positionAt a caret's place as a position that moves with the text around it; undefined where none is known. */
export function makeOwnPlace(
  positionAt: (path: string, index: number) => string | undefined,
  tell: (place: { path: string | null; typing: boolean; caret: string | null }) => void,
): OwnPlace {
  let place: Place = { path: null };
  let told = '';
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tellNews() {
    timer = undefined;
    const { path, index } = place;
    const caret = path === null || index === undefined ? null : (positionAt(path, index) ?? null);
    const news = JSON.stringify([path, caret]);
    if (news === told) return;
    told = news;
    tell({ path, typing: path !== null, caret });
  }
  const tellSoon = () => {
    timer ??= setTimeout(tellNews, tellEveryMs);
  };
  return {
    moveTo(next) {
      place = next;
      tellSoon();
    },
    tellAgain: tellSoon,
    close: () => clearTimeout(timer),
  };
}
