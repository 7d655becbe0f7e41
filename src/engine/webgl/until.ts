/** Waiting for a graphics card, which tells nobody when it is done. */
import { nextTask } from '../next-task.ts';

/** For so many milliseconds the card is looked at task by task: a fast one shall not wait for a timer. */
const EAGER = 4;
/** Then so many milliseconds pass between two looks, as others need the processor too. */
const POLL = 1;

/** Looks again and again, letting other tasks come in between, until there is something. */
export async function until<T>(look: () => T | undefined | false): Promise<T> {
  const start = performance.now();
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() - start < EAGER) await nextTask();
    else await new Promise((resolve) => setTimeout(resolve, POLL));
  }
}
