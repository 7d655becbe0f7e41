/** What can be wrong with a visitor's own files; the words are in `src/text/problems.ts`. */
import { reasonOf } from '../errors.ts';
import type { OwnProblem } from './messages.ts';

/** Own data that cannot be used. Its message is for the console; the page has better words for the problem. */
export class OwnDataError extends Error {
  readonly problem: OwnProblem;

  constructor(problem: OwnProblem, options?: ErrorOptions) {
    super(`${problem.code} ${JSON.stringify(problem.values)}`, options);
    this.name = 'OwnDataError';
    this.problem = problem;
  }
}

/** Any thrown value as a problem. */
export function asOwnProblem(error: unknown): OwnProblem {
  return error instanceof OwnDataError
    ? error.problem
    : { code: 'own-unexpected', values: { reason: reasonOf(error) } };
}
