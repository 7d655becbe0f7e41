/** What has to be there before the lab can run: packages, data, a build. Each step does only what is missing. */
import { prepareData } from '../prepare-data.mjs';

export { ensureBuilt } from './build.mjs';
export { ensureInstalled } from './install.mjs';
export { ensureKernels } from './kernels.mjs';
export { requireNodeVersion } from './node-version.mjs';

/** Packs MNIST into public/mnist/; needs the packages. Throws when the original files are damaged. */
export function ensureData() {
  prepareData();
}
