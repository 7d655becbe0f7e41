/**
 * What can go wrong between a server and the rows of MNIST.
 *
 * A failure travels as a code with values; its words, in every language, are in `src/text/problems.ts`.
 */
import type { DataProblem } from './messages.ts';

/** A failure to load the data. Its message is for the console; the page has better words for the problem. */
export class DataError extends Error {
  readonly problem: DataProblem;

  constructor(problem: DataProblem, options?: ErrorOptions) {
    super(`${problem.code} ${JSON.stringify(problem.values)}`, options);
    this.name = 'DataError';
    this.problem = problem;
  }
}

/** Any thrown value as a problem. */
export function asDataProblem(error: unknown): DataProblem {
  return error instanceof DataError
    ? error.problem
    : { code: 'data-unexpected', values: { reason: reasonOf(error) } };
}

/** Whether the data worker itself is gone, and with it every line to it. */
export function isDataWorkerLost({ code }: DataProblem): boolean {
  return code.startsWith('data-worker-');
}

/** What a thrown value says of itself. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
