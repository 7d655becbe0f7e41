/** Installs missing programs where nobody has to be asked: as root on a Linux with apt-get, which is how containers are. */
import { isProgram, isRoot } from './programs.mjs';
import { run } from './run.mjs';

const APT = '/usr/bin/apt-get';
const env = { DEBIAN_FRONTEND: 'noninteractive' };

/**
 * The refreshing of the list of packages, once in a process.
 *
 * @type {Promise<unknown> | undefined}
 */
let update;

/**
 * Installs Debian packages; does nothing where that is not possible.
 *
 * @param {string} missing What is missing, for people.
 * @param {string[]} packages
 * @returns {Promise<boolean>} Whether they are installed now.
 */
export async function installWithApt(missing, packages) {
  if (process.platform !== 'linux' || !isRoot() || !isProgram(APT)) return false;
  console.log(`There is no ${missing}; installing ${packages.join(', ')} with apt-get …`);
  // An outdated list of packages may still do, so only the installation itself has to succeed.
  update ??= run(APT, ['update'], { env });
  await update;
  // Another step may be installing what it needs.
  const waits = ['-o', 'DPkg::Lock::Timeout=300'];
  const { code } = await run(APT, ['install', '-y', '--no-install-recommends', ...waits, ...packages], {
    env,
  });
  return code === 0;
}
