/** A bound on how long anything outside may take, so that nothing can hang the loader. */

/** Settles as `promise` does, or rejects with `late()` when that takes more than `milliseconds`. */
export async function withTimeLimit<T>(
  promise: Promise<T>,
  milliseconds: number,
  late: () => Error,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
