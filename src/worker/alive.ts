/** What a worker says every few seconds, whenever its thread is free. */
export const ALIVE = 'alive';
/** Milliseconds between two such words. */
export const ALIVE_INTERVAL = 5_000;
