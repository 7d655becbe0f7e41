/** Where the repository is, whatever folder a script was started from. */
import { fileURLToPath } from 'node:url';

/** The absolute path of the repository's root. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
