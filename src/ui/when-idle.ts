/** Does something when the browser has nothing else to do, and soon in any case. Gives back how to call it off. */
export function whenIdle(action: () => void, timeout = 2_000): () => void {
  // Safari has no such thing.
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(action, timeout / 4);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(action, { timeout });
  return () => cancelIdleCallback(handle);
}
