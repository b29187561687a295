import {
  createDecoder,
  type Decoder,
  hasContent,
  readUint8,
  readUint8Array,
  readVarUint,
} from 'lib0/decoding';

/** Name of the one shared text inside each document; the browser's half uses the same. */
export const sharedTextName = 'text';

/** How much an edit holds: the time that merging it takes grows with both. */
export interface TextEdit {
  /** Stretches of characters that come or went together. */
  stretches: number;
  /** Stretches that do not just go on where the one before them ends. */
  places: number;
}

/** Above what any writer's history may reach: far beyond a text, and far from where numbers lose their last digit. */
const longestHistory = 2 ** 31;
const highestWriter = 2 ** 32;
/** The fewest bytes that a struct, and a range of deleted characters, is written in. */
const bytesOfStruct = 3;
const bytesOfRange = 2;

/** What the first byte of a struct says. */
const kindBits = 0b0001_1111;
const hasKey = 0b0010_0000;
const hasRight = 0b0100_0000;
const hasLeft = 0b1000_0000;
const deletedKind = 1;
const textKind = 4;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function demand(isRight: boolean): asserts isRight {
  if (!isRight) throw new Error('This is no edit of a plain text.');
}

/** A declared number of things, each of at least so many bytes, which the bytes left must be able to hold. */
function readCount(decoder: Decoder, bytesOfEach: number): number {
  const count = readVarUint(decoder);
  demand(count * bytesOfEach <= decoder.arr.length - decoder.pos);
  return count;
}

function readString(decoder: Decoder): string {
  return utf8.decode(readUint8Array(decoder, readCount(decoder, 1)));
}

function readWriter(decoder: Decoder): number {
  const writer = readVarUint(decoder);
  demand(writer < highestWriter);
  return writer;
}

interface Position {
  writer: number;
  clock: number;
}

function readPosition(decoder: Decoder): Position {
  const writer = readWriter(decoder);
  const clock = readVarUint(decoder);
  demand(clock < longestHistory);
  return { writer, clock };
}

/** Reads one stretch of characters, still there or deleted: how many it has, and the character that it stands after. */
function readStretch(decoder: Decoder): { length: number; left: Position | null } {
  demand(hasContent(decoder));
  const info = readUint8(decoder);
  demand((info & hasKey) === 0);
  const left = info & hasLeft ? readPosition(decoder) : null;
  if (info & hasRight) readPosition(decoder);
  if ((info & (hasLeft | hasRight)) === 0) {
    demand(readVarUint(decoder) === 1);
    demand(readString(decoder) === sharedTextName);
  }
  return { length: readLength(decoder, info & kindBits), left };
}

function readLength(decoder: Decoder, kind: number): number {
  if (kind === deletedKind) return readVarUint(decoder);
  demand(kind === textKind);
  const text = readString(decoder);
  // PostgreSQL stores no text with it.
  demand(!text.includes('\0'));
  return text.length;
}

/** Reads what writers add, each writer once. */
function readStretches(decoder: Decoder): TextEdit {
  const seen = new Set<number>();
  const edit = { stretches: 0, places: 0 };
  for (let writers = readCount(decoder, 2 + bytesOfStruct); writers > 0; writers -= 1) {
    const count = readCount(decoder, bytesOfStruct);
    const writer = readWriter(decoder);
    demand(count > 0 && !seen.has(writer));
    seen.add(writer);
    edit.stretches += count;
    let clock = readVarUint(decoder);
    for (let index = 0; index < count; index += 1) {
      const { length, left } = readStretch(decoder);
      const goesOn = index > 0 && left?.writer === writer && left.clock === clock - 1;
      if (!goesOn) edit.places += 1;
      clock += length;
      demand(length > 0 && clock < longestHistory);
    }
  }
  return edit;
}

/** Reads what is deleted of each writer: ranges in their order, none over another. */
function readDeletions(decoder: Decoder): void {
  const seen = new Set<number>();
  for (let left = readCount(decoder, 2 + bytesOfRange); left > 0; left -= 1) {
    const writer = readWriter(decoder);
    demand(!seen.has(writer));
    seen.add(writer);
    let end = 0;
    for (let ranges = readCount(decoder, bytesOfRange); ranges > 0; ranges -= 1) {
      const start = readVarUint(decoder);
      const length = readVarUint(decoder);
      demand(start >= end && length > 0);
      end = start + length;
      demand(end < longestHistory);
    }
  }
}

/**
 * Reads bytes as an edit of a plain text, in version 1 of the format of Yjs: characters put into the shared text or
 * deleted from it, and nothing else. Null where they are anything else. Yjs itself believes what bytes declare, and
 * stores whatever they hold, so nothing that a person sent may reach it before. Takes time in proportion to the bytes.
 */
export function readTextEdit(update: Uint8Array): TextEdit | null {
  const decoder = createDecoder(update);
  try {
    const edit = readStretches(decoder);
    readDeletions(decoder);
    return hasContent(decoder) ? null : edit;
  } catch {
    // Of lib0 and of the text decoder: the bytes end too early, or are no number or no text.
    return null;
  }
}
