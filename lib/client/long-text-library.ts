/** What shared texts need of Yjs, named one by one, so that the rest of it stays out of what browsers load. */
// biome-ignore lint/performance/noBarrelFile: a module to be fetched as one, not a way to many
export {
  applyUpdate,
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromTypeIndex,
  Doc,
  decodeRelativePosition,
  encodeRelativePosition,
  encodeStateAsUpdate,
  encodeStateVector,
  mergeUpdates,
} from 'yjs';
