/** Remembers what was found about a device's engines, in the browser, until the program or the device is another. */
import * as z from 'zod/mini';
import { findingsSchema } from '../../engine/findings.ts';
import type { Remembered } from './core.ts';

const STORAGE_KEY = 'batchnorm-lab.engines';

const memorySchema = z.object({
  /** Of the program. */
  version: z.string(),
  /** The browser's name for itself, which has its version. */
  agent: z.string(),
  cores: z.number(),
  renderer: z.nullable(z.string()),
  findings: findingsSchema,
});

/** By which a device and a program are known again; the graphics card is looked at later. */
export type Place = Pick<z.infer<typeof memorySchema>, 'version' | 'agent' | 'cores'>;

/** What of the browser's storage is needed; asking for it may throw where storage is forbidden. */
export type OpenStorage = () => Pick<Storage, 'getItem' | 'setItem'>;

export class EngineMemory {
  readonly #open: OpenStorage;
  readonly #place: Place;

  constructor(open: OpenStorage, place: Place) {
    this.#open = open;
    this.#place = place;
  }

  /** What was found here; nothing when it was found elsewhere, or cannot be read. */
  recall(): Remembered | undefined {
    let json: unknown;
    try {
      json = JSON.parse(this.#open().getItem(STORAGE_KEY) ?? 'null');
    } catch {
      // Storage is forbidden, or somebody else has written there: all is measured anew.
      return undefined;
    }
    const memory = memorySchema.safeParse(json);
    if (!memory.success) return undefined;
    const { renderer, findings, ...place } = memory.data;
    const keys = Object.keys(this.#place) as (keyof Place)[];
    return keys.every((key) => place[key] === this.#place[key]) ? { renderer, findings } : undefined;
  }

  keep(remembered: Remembered): void {
    try {
      this.#open().setItem(STORAGE_KEY, JSON.stringify({ ...this.#place, ...remembered }));
    } catch {
      // Forbidden or full; what was found then holds as long as the page.
    }
  }
}
