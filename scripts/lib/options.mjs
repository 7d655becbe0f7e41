/**
 * The options of the command line: one reader for all scripts.
 *
 * A script lists its options as a value. Reading them, the usage and the messages follow from it, so they cannot say
 * different things. Whatever is wrong is said before the script installs, starts or writes anything.
 */
// As a whole: a Node that is too old has no `parseArgs`, and shall come to say so.
import util from 'node:util';
import { messageOf } from './errors.mjs';
import { requireNodeVersion } from './node-version.mjs';

/**
 * How one option, or one file name, is read. `read` throws what is wrong with a text, as the rest of a sentence that
 * begins with the option's name: "must be …".
 *
 * @template T
 * @typedef {object} Kind
 * @property {string} [shown] What usage has in the place of a value, such as "FILE"; a flag has none.
 * @property {(text: string) => T} read
 */

/**
 * @template T
 * @typedef {Kind<T> & Details} Option
 */

/**
 * @typedef {object} Details
 * @property {string} [help] One line for `--help`; options without one are not listed there.
 * @property {string} [default] As a text, which is read like one that was typed.
 */

/**
 * @typedef {object} Command
 * @property {string} name As it is typed, such as "npm run compare --".
 * @property {string} about What it does.
 * @property {Readonly<Record<string, Option<unknown>>>} options
 * @property {Kind<unknown> & { help: string }} [files] What may stand beside the options.
 * @property {string} [notes] What else `--help` says.
 */

/**
 * What an option's value is: flags are true or false, options without a default may be undefined.
 *
 * @template {Option<unknown>} O
 * @typedef {ReturnType<O['read']> | (O extends { shown: string } ? (O extends { default: string } ? never : undefined) : never)} Value
 */

/**
 * @template {Command} C
 * @typedef {object} Options
 * @property {{ [N in keyof C['options']]: Value<C['options'][N]> }} values
 * @property {C extends { files: Kind<infer T> } ? T[] : never[]} files
 * @property {ReadonlySet<string>} given Names of the options that were typed; the others have their defaults.
 */

/** Columns of a line of usage. */
const WIDTH = 110;
/** `--help` is every script's. */
const HELP = { help: /** @type {const} */ ({ type: 'boolean', short: 'h' }) };

/**
 * The options that this script was called with. Ends the process where usage is asked for (0), or where something is
 * wrong with them (2).
 *
 * @template {Command} const C
 * @param {C} command
 * @returns {Options<C>}
 */
export function readOptions(command) {
  requireNodeVersion();
  const read = parseOptions(command, process.argv.slice(2));
  if ('help' in read) {
    console.log(read.help);
    process.exit(0);
  }
  if ('problem' in read) return wrongly(command, read.problem);
  return read;
}

/**
 * Ends the process, saying what is wrong with how it was called.
 *
 * @param {Command} command
 * @param {string} problem
 * @returns {never}
 */
export function wrongly(command, problem) {
  console.error(`${problem}\n${usage(command)}`);
  process.exit(2);
}

/**
 * The same as a function of the arguments.
 *
 * @template {Command} const C
 * @param {C} command
 * @param {readonly string[]} args
 * @returns {Options<C> | { help: string } | { problem: string }}
 */
export function parseOptions(command, args) {
  const types = Object.entries(command.options).map(([name, { shown }]) => [
    name,
    { type: shown === undefined ? 'boolean' : 'string' },
  ]);
  const { tokens } = util.parseArgs({
    args: [...args],
    options: { ...Object.fromEntries(types), ...HELP },
    // Node's own messages say less than ours.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  if (tokens.some((token) => token.kind === 'option' && token.name === 'help'))
    return { help: help(command) };
  /** @type {Map<string, unknown>} */
  const given = new Map();
  const files = [];
  try {
    for (const token of tokens) {
      if (token.kind === 'positional') files.push(readFile(command, token.value));
      if (token.kind !== 'option') continue;
      const { name, rawName, value } = token;
      const option = Object.hasOwn(command.options, name) ? command.options[name] : undefined;
      if (!option) throw new Error(`There is no option ${rawName}.`);
      if (given.has(name)) throw new Error(`${rawName} may be given once only.`);
      given.set(name, readValue(rawName, option, value));
    }
  } catch (error) {
    return { problem: messageOf(error) };
  }
  const values = Object.entries(command.options).map(([name, option]) => [
    name,
    given.has(name) ? given.get(name) : defaultOf(option),
  ]);
  // Object.fromEntries knows no names.
  const read = { values: Object.fromEntries(values), files, given: new Set(given.keys()) };
  return /** @type {Options<C>} */ (/** @type {unknown} */ (read));
}

/**
 * @param {Command} command
 * @param {string} text
 */
function readFile({ name, files }, text) {
  if (files) return explained(`"${text}"`, files, text);
  // npm keeps options for itself that do not stand behind "--", and passes on their values.
  const hint = name.endsWith(' --') ? ` Options stand behind "--": ${name} --name value.` : '';
  throw new Error(`Nothing can be made of "${text}".${hint}`);
}

/**
 * @param {string} rawName
 * @param {Option<unknown>} option
 * @param {string | undefined} text
 */
function readValue(rawName, option, text) {
  if (option.shown === undefined) {
    if (text !== undefined) throw new Error(`${rawName} takes no value, so "${text}" is too much.`);
    return true;
  }
  // What begins like an option is one, unless it is a number below zero.
  if (text === undefined || /^--?(?![\d.])/.test(text))
    throw new Error(`${rawName} needs a value: ${rawName} ${option.shown}.`);
  if (text.trim() === '')
    throw new Error(`${rawName} needs a value: ${rawName} ${option.shown}. It is empty.`);
  return explained(rawName, option, text);
}

/**
 * @param {string} what
 * @param {Kind<unknown>} kind
 * @param {string} text
 */
function explained(what, { read }, text) {
  try {
    return read(text);
  } catch (error) {
    throw new Error(`${what} ${messageOf(error)}`);
  }
}

/** @param {Option<unknown>} option */
function defaultOf(option) {
  if (option.shown === undefined) return false;
  return option.default === undefined ? undefined : option.read(option.default);
}

/**
 * One paragraph: the options and their values.
 *
 * @param {Command} command
 */
export function usage({ name, options, files }) {
  const parts = listed(options).map(([option, { shown }]) => `[--${option}${shown ? ` ${shown}` : ''}]`);
  if (files?.shown) parts.push(`[${files.shown}]`);
  const start = `Usage: ${name}`;
  const lines = [start];
  for (const part of parts) {
    const longer = `${lines.at(-1)} ${part}`;
    if (longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(`${' '.repeat(start.length)} ${part}`);
  }
  return lines.join('\n');
}

/**
 * All that `--help` prints.
 *
 * @param {Command} command
 */
function help(command) {
  const { about, options, files, notes } = command;
  const rows = listed(options).map(([name, option]) => [
    `--${name}${option.shown ? ` ${option.shown}` : ''}`,
    `${option.help}${option.default === undefined ? '' : ` (${option.default})`}`,
  ]);
  if (files) rows.unshift([files.shown ?? '', files.help]);
  rows.push(['--help', 'prints this']);
  const width = Math.max(...rows.map(([left = '']) => left.length));
  const lines = rows.map(([left = '', right]) => `  ${left.padEnd(width)}  ${right}`);
  return [usage(command), about, lines.join('\n'), notes].filter(Boolean).join('\n\n');
}

/** @param {Command['options']} options */
function listed(options) {
  return Object.entries(options).filter(([, option]) => option.help !== undefined);
}

/**
 * Is there or is not.
 *
 * @returns {Kind<boolean>}
 */
export function flag() {
  return { read: () => true };
}

/**
 * Any text. Usage has `shown` in its place.
 *
 * @param {string} shown
 */
export function text(shown) {
  return { shown, read: (/** @type {string} */ text) => text };
}

/**
 * A whole number.
 *
 * @param {{ min: number, max?: number }} limits
 */
export function whole({ min, max }) {
  const range =
    max === undefined ? `from ${shownNumber(min)} on` : `from ${shownNumber(min)} to ${shownNumber(max)}`;
  return numeric(
    `a whole number ${range}`,
    (value) => Number.isSafeInteger(value) && value >= min && value <= (max ?? value),
  );
}

/**
 * A number.
 *
 * @param {{ min: number, max: number }} limits
 */
export function number({ min, max }) {
  return numeric(
    `a number from ${shownNumber(min)} to ${shownNumber(max)}`,
    (value) => value >= min && value <= max,
  );
}

/**
 * @param {string} wanted
 * @param {(value: number) => boolean} isAllowed
 */
function numeric(wanted, isAllowed) {
  return {
    shown: 'N',
    read: (/** @type {string} */ text) => {
      // `Number` reads more than people mean by a number: "0x1f", " ", "Infinity".
      const value = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
      if (!isAllowed(value)) throw new Error(`must be ${wanted}, not "${text}".`);
      return value;
    },
  };
}

/** @param {number} value */
function shownNumber(value) {
  return value !== 0 && Math.abs(value) < 0.01 ? value.toExponential() : value.toLocaleString('en-US');
}

/**
 * One of some words.
 *
 * @template {string} T
 * @param {readonly T[]} words
 */
export function oneOf(words) {
  return {
    shown: words.join('|'),
    read: (/** @type {string} */ text) => {
      const word = words.find((known) => known === text);
      if (word === undefined) throw new Error(`must be one of ${words.join(', ')}, not "${text}".`);
      return word;
    },
  };
}

/**
 * Several of a kind, separated by commas, each once. Usage has `shown` in their place.
 *
 * @template T
 * @param {string} shown
 * @param {Kind<T>} kind
 */
export function listOf(shown, { read }) {
  return {
    shown,
    read: (/** @type {string} */ text) => {
      const items = text.split(',').map((part) => {
        try {
          return read(part.trim());
        } catch (error) {
          throw new Error(`is a comma-separated list; each part ${messageOf(error)}`);
        }
      });
      const twice = items.find((item, i) => items.indexOf(item) !== i);
      if (twice !== undefined) throw new Error(`has ${twice} twice.`);
      return items;
    },
  };
}
