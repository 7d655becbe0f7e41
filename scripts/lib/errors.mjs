/** What was thrown, in words: JavaScript lets anything be thrown. */

/** @param {unknown} error */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}
