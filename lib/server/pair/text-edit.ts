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

function skipPosition(decoder: Decoder): void {
  readWriter(decoder);
  demand(readVarUint(decoder) < longestHistory);
}

/** Reads one stretch of characters, still there or deleted. Returns how many it has. */
function readStretch(decoder: Decoder): number {
  demand(hasContent(decoder));
  const info = readUint8(decoder);
  demand((info & hasKey) === 0);
  if (info & hasLeft) skipPosition(decoder);
  if (info & hasRight) skipPosition(decoder);
  if ((info & (hasLeft | hasRight)) === 0) {
    demand(readVarUint(decoder) === 1);
    demand(readString(decoder) === sharedTextName);
  }
  const kind = info & kindBits;
  if (kind === deletedKind) return readVarUint(decoder);
  demand(kind === textKind);
  const text = readString(decoder);
  // PostgreSQL stores no text with it.
  demand(!text.includes('\0'));
  return text.length;
}

/** Reads what writers add, each writer once. Returns how many stretches there are. */
function readStretches(decoder: Decoder): number {
  const seen = new Set<number>();
  let stretches = 0;
  for (let left = readCount(decoder, 2 + bytesOfStruct); left > 0; left -= 1) {
    const count = readCount(decoder, bytesOfStruct);
    const writer = readWriter(decoder);
    demand(count > 0 && !seen.has(writer));
    seen.add(writer);
    stretches += count;
    let clock = readVarUint(decoder);
    for (let index = 0; index < count; index += 1) {
      const length = readStretch(decoder);
      clock += length;
      demand(length > 0 && clock < longestHistory);
    }
  }
  return stretches;
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
 * Whether bytes are an edit of a plain text, in version 1 of the format of Yjs: characters put into the shared text or
 * deleted from it, and nothing else. Yjs itself believes what bytes declare, and stores whatever they hold, so nothing
 * that a person sent may reach it before. Takes time in proportion to the bytes.
 */
export function isTextEdit(update: Uint8Array): boolean {
  const decoder = createDecoder(update);
  try {
    readStretches(decoder);
    readDeletions(decoder);
    return !hasContent(decoder);
  } catch {
    // Of lib0 and of the text decoder: the bytes end too early, or are no number or no text.
    return false;
  }
}
