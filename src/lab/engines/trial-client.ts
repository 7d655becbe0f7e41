/** The page's end of the worker that tries engines. */
import { startWorker } from '../../worker/start-worker.ts';
import { type TrialAnswer, type TrialRequest, trialAnswerSchema } from '../../worker/trial-messages.ts';
import type { Trier } from './engine-trials.ts';

export class TrialClient implements Trier {
  readonly #worker = startWorker('trial', 'engines');
  #onAnswer: (answer: TrialAnswer | undefined) => void = () => {};

  constructor() {
    this.#worker.onmessage = (event: MessageEvent<unknown>) =>
      this.#onAnswer(trialAnswerSchema.safeParse(event.data).data);
    this.#worker.onerror = () => this.#onAnswer(undefined);
    this.#worker.onmessageerror = () => this.#onAnswer(undefined);
  }

  ask(request: TrialRequest, onAnswer: (answer: TrialAnswer | undefined) => void): void {
    this.#onAnswer = onAnswer;
    this.#worker.postMessage(request);
  }

  dispose(): void {
    this.#worker.terminate();
  }
}
