/**
 * All that the processor's engine computes, in AssemblyScript: TypeScript's syntax with numbers of the machine. The
 * module has no memory of its own and remembers nothing: `../forward.ts` and `../backward.ts` say where everything stands.
 */
export { adam } from './adam';
export {
  blockMeans,
  blocksBackward,
  columnProducts,
  columnSquares,
  columnSums,
  inverses,
  normalizeBlocks,
  rowSums,
} from './blocks';
export { convolve, convolvePatches, patchKernelGradient } from './convolution';
export { dense, denseBackward } from './dense';
export { activateUnits, unitStatistics, unitsBackward } from './hidden-units';
export { lastLayer, lastLayerBackward } from './last-layer';
export { packKernel, packTurnedKernel, readImages, transposeAll } from './layout';
export {
  activatePool,
  biasGradient,
  mapStatistics,
  normalizedBackward,
  normalizedSums,
  scales,
  unpool,
} from './maps';
export { addNoise, multiply, multiplyByWinners } from './noise';
export { addPacked } from './tiles';
export { convolveTiles, kernelGradient, transformKernel } from './winograd';
