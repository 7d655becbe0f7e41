/**
 * The memory of one network: regions of float32 numbers, laid out when the network is made. Nothing in it is given back
 * alone; all of it goes with the network.
 */

/** A place in the memory, in bytes. */
export type Address = number;

/** Bytes of a page of WebAssembly's memory. */
const PAGE = 65_536;
/** Regions begin at the start of a line of the cache. */
const LINE = 64;

export class Arena {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  // Address 0 stands for "none".
  #end = LINE;
  #regions = 0;

  /** A new region of as many numbers, all 0. The memory may move: views of it are good until the next region. */
  region(count: number): Address {
    const address = this.#end;
    this.#end += Math.ceil((count * 4) / LINE) * LINE;
    const missing = this.#end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    this.#regions++;
    return address;
  }

  /** A new region that holds these numbers. */
  regionOf(values: ArrayLike<number>): Address {
    const address = this.region(values.length);
    this.write(address, values);
    return address;
  }

  /** The numbers at an address, as they stand in the memory. */
  view(address: Address, count: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.memory.buffer, address, count);
  }

  /** The bytes at an address, likewise. */
  bytes(address: Address, count: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer, address, count);
  }

  /** A copy of the numbers at an address. */
  read(address: Address, count: number): Float32Array<ArrayBuffer> {
    return this.view(address, count).slice();
  }

  write(address: Address, values: ArrayLike<number>): void {
    this.view(address, values.length).set(values);
  }

  get regions(): number {
    return this.#regions;
  }

  get size(): number {
    return this.memory.buffer.byteLength;
  }
}
