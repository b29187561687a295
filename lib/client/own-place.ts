const tellEveryMs = 300;

/** Where this person is on the page: a field's full path and, in a long text, the index before which the caret stands. */
interface Place {
  path: string | null;
  index?: number | undefined;
}

/** Tells the server where this person is, at most a few times a second, and only what is news. */
export interface OwnPlace {
  moveTo(place: Place): void;
  /** Looks again at the place: how to say where a caret stands may be known only now. */
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
