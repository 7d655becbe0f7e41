/** What can go wrong between a server and the rows of MNIST, in words for the person at the page. */

/** Every kind of failure; `unexpected` is a mistake in the lab itself, or a worker that did not start. */
export const dataErrorCodes = [
  'offline',
  'not-found',
  'server',
  'truncated',
  'corrupt',
  'not-gzip',
  'manifest',
  'timeout',
  'unsupported',
  'unexpected',
] as const;
export type DataErrorCode = (typeof dataErrorCodes)[number];

const PREPARE = 'If you serve the lab yourself, run "npm start" again: it prepares the data.';

const hints: Readonly<Record<DataErrorCode, string>> = {
  offline: 'Check that the network and the server are up, then press Retry.',
  'not-found': `The server does not have the data. ${PREPARE}`,
  server: 'The server has a problem of its own. Wait a little, then press Retry.',
  truncated: 'The connection was cut. Press Retry: what has arrived is kept.',
  corrupt: `Press Retry to download it again. ${PREPARE}`,
  'not-gzip': `Something between the server and the page replaced the file. Press Retry. ${PREPARE}`,
  manifest: `The page and the data may be of different versions: reload the page. ${PREPARE}`,
  timeout: 'The connection is very slow or stuck. Press Retry: what has arrived is kept.',
  unsupported: 'Open the lab in a current version of Chrome, Edge, Firefox or Safari.',
  unexpected: 'Reload the page.',
};

/** A failure to load the data. `message` says what was wrong and names the file; `hint` says what to do. */
export class DataError extends Error {
  readonly code: DataErrorCode;
  readonly hint: string;

  constructor(code: DataErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DataError';
    this.code = code;
    this.hint = hints[code];
  }
}

/** Any thrown value as a `DataError`. */
export function asDataError(error: unknown): DataError {
  if (error instanceof DataError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new DataError('unexpected', `Loading MNIST failed unexpectedly: ${reason}`, { cause: error });
}
