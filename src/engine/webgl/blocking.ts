/** How much one fragment of each heavy kernel computes: as many textures are written at once. */
import type { ChannelsPerFragment } from './kernels/conv2-kernel-gradient.ts';
import type { RowsPerFragment } from './kernels/fc1-products.ts';
import type { WindowsPerFragment } from './layout.ts';

export interface Blocking {
  /** Convolutions: windows of four values each. */
  windows: WindowsPerFragment;
  /** conv2's kernel gradient: input channels. */
  channels: ChannelsPerFragment;
  /** fc1's products: rows of the result. */
  rows: RowsPerFragment;
}

/** Four textures, which WebGL2 guarantees. */
export const FOUR_TARGETS: Blocking = { windows: 1, channels: 4, rows: 4 };
/** Eight, which most devices offer. */
export const EIGHT_TARGETS: Blocking = { windows: 2, channels: 8, rows: 8 };
