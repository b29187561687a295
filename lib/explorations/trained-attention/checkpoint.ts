import { murmurHash3 } from '@/lib/reference/sampling';
import type { Corpus } from './corpus';

/** Steps after which the weights of a stored model were written down. Step 0 is made anew from the seed. */
export const checkpointSteps = [25, 50, 100, 200, 300, 400] as const;

/** What the manifest says of the weights after some steps. */
export interface CheckpointEntry {
  readonly step: number;
  /** Loss of the step before, in nats. */
  readonly loss: number;
  /** A weight is its byte times this. */
  readonly scale: number;
  /** Hash of the bytes. */
  readonly hash: string;
}

const largestByte = 127;

/** A hash that shows a damaged file; no signature. */
export function hashOfBytes(bytes: Uint8Array): string {
  return murmurHash3(bytes, 0).toString(16).padStart(8, '0');
}

/** A hash of all that a corpus holds. */
export function hashOfCorpus({ sentences, heldOut, vocabulary }: Corpus): string {
  return hashOfBytes(new TextEncoder().encode(JSON.stringify([sentences, heldOut, vocabulary])));
}

/** Weights as signed bytes of one scale: a quarter of their size, and no number on the page changes by it. */
export function packWeights(weights: Float64Array): { bytes: Uint8Array; scale: number } {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const scale = largest / largestByte;
  const packed = Int8Array.from(weights, (weight) => (scale === 0 ? 0 : Math.round(weight / scale)));
  return { bytes: new Uint8Array(packed.buffer), scale };
}

/** The weights in a checkpoint; null where the file is cut, damaged or belongs to another model. */
export function unpackWeights(
  bytes: Uint8Array,
  { scale, hash }: CheckpointEntry,
  size: number,
): Float64Array | null {
  if (bytes.length !== size || hashOfBytes(bytes) !== hash) return null;
  return Float64Array.from(new Int8Array(bytes.slice().buffer), (byte) => byte * scale);
}
