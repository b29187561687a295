import { stemmer } from 'stemmer';
import { type PlainText, readCharacters } from './read-characters';
import { abbreviations, commands, contracted, libraries, silentCommands } from './shorthand';
import { repairSpelling, type Speller } from './spelling';
import { breaks, type Word } from './terms';

export interface Token extends Word {
  /** Its place in the original text. */
  start: number;
  end: number;
  /** The spelling was repaired. */
  isRepaired: boolean;
  /** The value, where the token is a number. */
  value: number | null;
}

/** More words than any short explanation has; later ones are ignored. */
const mostTokens = 1200;
/** At most this many different words are compared with the rubric's. */
const mostRepairs = 150;

const letter = /\p{L}/u;
const digit = /[0-9]/;
const space = /\s/;

/**
 * Reads a text into words and signs of mathematics, in lower case, abbreviations and LaTeX spelled out, spelling
 * repaired towards the rubric's words. One pass, linear in the text; every token knows its place in the original.
 */
export function readWords(text: string, speller: Speller): Token[] {
  return new Reader(readCharacters(text), speller).read();
}

class Reader {
  private readonly tokens: Token[] = [];
  private at = 0;
  private pendingBreak: number = breaks.none;
  /** What each open brace is: the numerator of a fraction, or any group. */
  private readonly groups: ('numerator' | 'group')[] = [];
  private isNumeratorNext = false;
  /** What each word was repaired to; null: left as it is. */
  private readonly repairs = new Map<string, string | null>();

  constructor(
    private readonly plain: PlainText,
    private readonly speller: Speller,
  ) {}

  read(): Token[] {
    while (this.at < this.plain.characters.length && this.tokens.length < mostTokens) {
      const character = this.peek(0);
      if (letter.test(character)) this.readWord();
      else if (digit.test(character) || (character === '.' && digit.test(this.peek(1)))) this.readNumber();
      else if (character === '\\') this.readCommand();
      else this.readSign(character);
    }
    return this.tokens;
  }

  private peek(ahead: number): string {
    return this.plain.characters[this.at + ahead] ?? '';
  }

  private emit(word: string, from: number, extra: Partial<Token> = {}): void {
    const start = this.plain.offsets[from] ?? this.plain.end;
    const last = this.plain.offsets[this.at - 1] ?? start;
    // A code point folded into several characters ends where the next one begins.
    let next = this.at;
    while (this.plain.offsets[next] === last) next += 1;
    this.tokens.push({
      word,
      stem: /^[a-z]/.test(word) ? stemmer(word) : word,
      start,
      end: this.plain.offsets[next] ?? this.plain.end,
      breakBefore: this.pendingBreak,
      isRepaired: false,
      value: null,
      ...extra,
    });
    this.pendingBreak = breaks.none;
  }

  private break(strength: number): void {
    this.pendingBreak = Math.max(this.pendingBreak, strength);
  }

  private readWord(): void {
    const from = this.at;
    let word = '';
    for (;;) {
      const character = this.peek(0);
      if (letter.test(character)) word += character;
      else if (!(character === "'" && word !== '' && letter.test(this.peek(1)))) break;
      else word += character;
      this.at += 1;
    }
    if (this.skipAbbreviation(word) || this.skipLibrary(word)) return;
    this.skipIndex(word);
    this.emitWord(word, from);
  }

  /** "e.g." and "i.e." say nothing; their points end no sentence. */
  private skipAbbreviation(word: string): boolean {
    if ((word !== 'e' && word !== 'i') || this.peek(0) !== '.' || !'ge'.includes(this.peek(1) || ' '))
      return false;
    this.at += 2;
    if (this.peek(0) === '.') this.at += 1;
    this.break(breaks.comma);
    return true;
  }

  /** Of `tf.random.categorical` only the last name counts. */
  private skipLibrary(word: string): boolean {
    if (!libraries.has(word) || this.peek(0) !== '.' || !letter.test(this.peek(1))) return false;
    this.at += 1;
    return true;
  }

  /** An index such as `_i`, `_{max}` or the 1 of `z1` belongs to the name before it. */
  private skipIndex(word: string): void {
    if (this.peek(0) === '_') {
      let ahead = 1;
      if (this.peek(1) === '{') {
        while (ahead < 16 && this.peek(ahead) !== '' && this.peek(ahead) !== '}') ahead += 1;
        if (this.peek(ahead) === '}') this.at += ahead + 1;
        else this.at += 1;
        return;
      }
      while (letter.test(this.peek(ahead)) || digit.test(this.peek(ahead))) ahead += 1;
      this.at += ahead <= 3 ? ahead : 1;
    } else if (word.length <= 2 && word !== 'x') {
      while (digit.test(this.peek(0))) this.at += 1;
    }
  }

  private emitWord(word: string, from: number): void {
    if (word === 'w' && this.peek(0) === '/') {
      const isWithout = this.peek(1) === 'o' && !letter.test(this.peek(2));
      this.at += isWithout ? 2 : 1;
      this.emit(isWithout ? 'without' : 'with', from);
      return;
    }
    if (word === 'b' && this.peek(0) === '/' && this.peek(1) === 'c' && !letter.test(this.peek(2))) {
      this.at += 2;
      this.emit('because', from);
      return;
    }
    if (word === 'x' && digit.test(this.peek(0))) {
      this.emit('*', from);
      return;
    }
    const negated = /^(.+)n't$/.exec(word)?.[1] ?? contracted.get(word);
    if (negated !== undefined || word === 'cannot') {
      this.emit(
        negated === 'ca' || negated === undefined ? 'can' : negated === 'wo' ? 'will' : negated,
        from,
      );
      this.emit('not', from);
      return;
    }
    const joined = /^(log|ln)(p|prob|probs|probability|probabilities|odds|likelihood|likelihoods)$/.exec(
      word,
    );
    if (joined !== null) {
      this.emit('log', from);
      this.emit(
        joined[2] === 'p' ? 'p' : joined[2]?.startsWith('prob') === true ? 'probability' : 'likelihood',
        from,
      );
      return;
    }
    const bare = word.replace(/'(s|re|ve|ll|d|m)$/, '').replaceAll("'", '');
    const known = abbreviations.get(bare) ?? bare;
    const repaired = this.repair(known);
    this.emit(repaired ?? known, from, repaired === null ? {} : { isRepaired: true });
  }

  private repair(word: string): string | null {
    const known = this.repairs.get(word);
    if (known !== undefined || this.repairs.size >= mostRepairs) return known ?? null;
    const repaired = repairSpelling(word, this.speller);
    this.repairs.set(word, repaired);
    return repaired;
  }

  private readNumber(): void {
    const from = this.at;
    let written = '';
    let hasPoint = false;
    for (;;) {
      const character = this.peek(0);
      if (digit.test(character)) written += character;
      else if (
        !hasPoint &&
        (character === '.' || (character === ',' && written === '0')) &&
        digit.test(this.peek(1))
      ) {
        hasPoint = true;
        written += '.';
      } else break;
      this.at += 1;
    }
    const isPercent = this.peek(0) === '%' || (this.peek(0) === '\\' && this.peek(1) === '%');
    if (isPercent) this.at += this.peek(0) === '%' ? 1 : 2;
    if (written.startsWith('.')) written = `0${written}`;
    const value = Number(written) / (isPercent ? 100 : 1);
    this.emit(isPercent ? `${written}%` : written, from, { value: Number.isFinite(value) ? value : null });
  }

  private readCommand(): void {
    const from = this.at;
    this.at += 1;
    let name = '';
    while (/[a-z]/.test(this.peek(0)) && name.length < 24) {
      name += this.peek(0);
      this.at += 1;
    }
    if (name === '') {
      // `\\`, `\[`, `\,` and their like: layout.
      if (this.peek(0) !== '') this.at += 1;
      return;
    }
    if (/^[dtc]?frac$/.test(name)) this.isNumeratorNext = true;
    else if (!silentCommands.has(name)) {
      this.skipIndex(name);
      this.emit(commands.get(name) ?? name, from);
    }
  }

  private readSign(character: string): void {
    const from = this.at;
    const next = this.peek(1);
    this.at += 1;
    if (character === '\n') {
      this.break(next === '\n' || /[-*]/.test(next) ? breaks.sentence : breaks.clause);
      while (space.test(this.peek(0)) || (this.pendingBreak === breaks.sentence && /[-*]/.test(this.peek(0))))
        this.at += 1;
      return;
    }
    if (space.test(character)) return;
    if (character === '-' || character === '=' || character === '–') {
      this.readDash(character, from);
      return;
    }
    switch (character) {
      case '.':
        this.break(next === '.' ? breaks.clause : breaks.sentence);
        return;
      case '!':
      case '?':
        this.break(breaks.sentence);
        return;
      case ';':
        this.break(breaks.clause);
        return;
      case ',':
      case ':':
      case '|':
        this.break(breaks.comma);
        return;
      case '(':
      case ')':
      case '[':
      case ']':
        this.break(breaks.weak);
        return;
      case '{':
        this.groups.push(this.isNumeratorNext ? 'numerator' : 'group');
        this.isNumeratorNext = false;
        return;
      case '}':
        if (this.groups.pop() === 'numerator') this.emit('/', from);
        return;
      case '*':
        if (next === '*') this.at += 1;
        this.emit(next === '*' ? '^' : '*', from);
        return;
      case '&':
        this.emit('and', from);
        return;
      case '<':
      case '>':
        while (this.peek(0) === character || this.peek(0) === '=') this.at += 1;
        this.emit(character, from);
        return;
      default:
        if ('+/^≈→↑↓'.includes(character)) this.emit(character, from);
    }
  }

  /** Hyphens join, arrows lead on, dashes part; a minus between signs of mathematics stays one. */
  private readDash(character: string, from: number): void {
    let ahead = 0;
    while ('-='.includes(this.peek(ahead) || ' ') && ahead < 4) ahead += 1;
    if (this.peek(ahead) === '>') {
      this.at += ahead + 1;
      this.emit('→', from);
      return;
    }
    if (character === '=') {
      this.at += ahead;
      this.emit('=', from);
      return;
    }
    const before = this.plain.characters[from - 1] ?? ' ';
    const after = this.peek(0);
    if (character === '-' && letter.test(before) && letter.test(after)) return;
    const last = this.tokens.at(-1);
    const isMathematical = last !== undefined && (last.word.length <= 2 || last.value !== null);
    if (character === '-' && isMathematical && this.pendingBreak === breaks.none) {
      const follows = this.plain.characters.slice(this.at, this.at + 8).join('');
      if (/^\s*([a-z]{1,2}([^a-z]|$)|[0-9.])/.test(follows)) {
        this.emit('-', from);
        return;
      }
    }
    if (space.test(before) && space.test(after)) this.break(breaks.clause);
  }
}
