/** Gathers the steps of a fast run, so that the page gets at most twenty messages a second of them. */
import type { TrainedStep } from '../domain/trained-step.ts';

const INTERVAL = 50;

export class Outbox {
  readonly #send: (steps: TrainedStep[]) => void;
  #steps: TrainedStep[] = [];
  #sentAt = 0;

  constructor(send: (steps: TrainedStep[]) => void) {
    this.#send = send;
  }

  add(step: TrainedStep, now = performance.now()): void {
    this.#steps.push(step);
    if (now - this.#sentAt >= INTERVAL) this.flush(now);
  }

  /** Sends what is there; due before anything else is said, so that all arrives in order. */
  flush(now = performance.now()): void {
    this.#sentAt = now;
    if (this.#steps.length === 0) return;
    this.#send(this.#steps);
    this.#steps = [];
  }
}
