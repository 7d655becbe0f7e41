/** Brings node_modules up to package-lock.json, and leaves it alone when it is there already. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from './root.mjs';
import { run } from './run.mjs';

const LOCK = join(ROOT, 'package-lock.json');
/** npm's own note of what it has installed. */
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
/** Our note: the hash of the package-lock.json that node_modules was last found to agree with. */
const STAMP = join(ROOT, 'node_modules', '.batchnorm-lab-lock');

const OPTIONS = [
  // Also where NODE_ENV is "production": the tools that build the lab are development packages.
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  // Also inside "npm --silent": what npm says of its errors is needed.
  '--loglevel=warn',
];

/**
 * Installs the packages when they are missing or of other versions than package-lock.json says.
 *
 * @throws {Error} when npm cannot install them.
 */
export async function ensureInstalled() {
  if (stamp() === lockHash()) return;
  if (!agreesWithLock()) await install();
  writeFileSync(STAMP, lockHash());
}

function lockHash() {
  return createHash('sha256').update(readFileSync(LOCK)).digest('hex');
}

function stamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : undefined;
}

/** Whether every package of package-lock.json is installed in its version. */
function agreesWithLock() {
  if (!existsSync(INSTALLED)) return false;
  const wanted = packages(LOCK);
  const installed = packages(INSTALLED);
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === '') return true;
    // Optional packages are mostly binaries for other systems, which npm leaves out.
    if (!installed[place]) return optional === true;
    return installed[place].version === version && existsSync(join(ROOT, place));
  });
}

/**
 * @param {string} file npm's own, so it is what it should be.
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

async function install() {
  console.log('Installing packages …');
  if ((await npm(['ci', ...OPTIONS], { quiet: true })) === 0) return;
  // `npm ci` refuses a lock file that lacks some system's optional binaries, also when this system does not
  // need them. `npm install` takes the versions that the file lists and adds the rest; the file stays as it is.
  if ((await npm(['install', '--no-save', ...OPTIONS])) === 0) return;
  throw new Error(
    'npm could not install the packages; its own message is above. ' +
      'Check that the network is up and the disk is not full, then try again.',
  );
}

/**
 * Runs npm; gives its exit code.
 *
 * @param {string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
async function npm(args, options) {
  // Inside an npm script this is the npm that runs it: no search, no differences between systems.
  const own = process.env.npm_execpath;
  const { code } =
    own && basename(own).startsWith('npm')
      ? await run(process.execPath, [own, ...args], options)
      : // On Windows npm is a batch file, which only a shell can start.
        await run('npm', args, { ...options, shell: process.platform === 'win32' });
  return code;
}
