/**
 * A way to let other tasks come in between. A message does it, as timers are held back to four milliseconds when they
 * follow each other, and to one a second in a hidden tab, and animation frames stop there.
 */

const waiting: (() => void)[] = [];
let port: MessagePort | undefined;

/** Resolves in a new task. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port ??= open();
    port.postMessage(undefined);
  });
}

function open(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => waiting.shift()?.();
  return port2;
}
