/** The trained tensors with Adam's averages, in the order in which the kernels read them. */
import {
  CLASSES,
  HIDDEN,
  type ParameterName,
  type Parameters,
  parameterNames,
  parameterSize,
} from '../../domain/network.ts';
import type { Normalization } from '../../domain/normalization.ts';
import { ADAM_EPSILON, BETA_1, BETA_2 } from '../../domain/optimizer.ts';
import type { Address, Arena } from './arena.ts';
import type { Kernels } from './kernels.ts';
import { FLAT, PANEL, PANELS } from './layers.ts';

/** What is kept of each tensor. */
const parts = ['value', 'first', 'second', 'gradient'] as const;
export type Part = (typeof parts)[number];
type Slot = Record<Part, Address>;

/** Adam's shares of a new gradient, and its epsilon, as the kernels want them. */
export const ADAM = [1 - BETA_1, 1 - BETA_2, ADAM_EPSILON] as const;

/** A tensor that stands in another order than its own, flat and row-major: runs of neighbours that stay neighbours. */
interface Order {
  /** Numbers of a run. */
  length: number;
  /** Calls with where each run begins, in the tensor and in the memory. */
  eachRun(visit: (natural: number, stored: number) => void): void;
}

const orders: Partial<Record<ParameterName, Order>> = {
  // [3136, 1024] as [panel][3136][64].
  'fc1.kernel': {
    length: PANEL,
    eachRun(visit) {
      for (let input = 0; input < FLAT; input++)
        for (let panel = 0; panel < PANELS; panel++)
          visit(input * HIDDEN + panel * PANEL, (panel * FLAT + input) * PANEL);
    },
  },
  // [1024, 10] as [panel][10][64].
  'fc2.kernel': {
    length: 1,
    eachRun(visit) {
      for (let unit = 0; unit < HIDDEN; unit++)
        for (let k = 0; k < CLASSES; k++) {
          const lane = unit % PANEL;
          visit(unit * CLASSES + k, (unit - lane) * CLASSES + k * PANEL + lane);
        }
    },
  },
};

/** conv1's kernel has 25 rows, and its gradient is made of 32. */
const ROOM: Partial<Record<ParameterName, number>> = { 'conv1.kernel': 1024 };

export class Weights {
  readonly #arena: Arena;
  readonly #kernels: Kernels;
  readonly #slots = new Map<ParameterName, Slot>();

  /** `initial` must hold every trained tensor of the network. */
  constructor(arena: Arena, kernels: Kernels, normalization: Normalization, initial: Parameters) {
    this.#arena = arena;
    this.#kernels = kernels;
    for (const name of parameterNames(normalization)) {
      const size = ROOM[name] ?? parameterSize(name);
      // The gradient of fc1's kernel is used up block by block, and stands nowhere as a whole.
      const gradient = name === 'fc1.kernel' ? 0 : arena.region(size);
      const [value, first, second] = [arena.region(size), arena.region(size), arena.region(size)];
      this.#slots.set(name, { value, first, second, gradient });
    }
    this.write('value', initial);
  }

  /** Where a tensor stands, or one of what is kept with it. */
  at(name: ParameterName, part: Part = 'value'): Address {
    return this.#slots.get(name)![part];
  }

  /** Room for the gradient of fc1's kernel as a whole, for who wants to read it. */
  keepDenseGradient(): Address {
    const slot = this.#slots.get('fc1.kernel')!;
    if (slot.gradient === 0) slot.gradient = this.#arena.region(parameterSize('fc1.kernel'));
    return slot.gradient;
  }

  /** Adam's step of all tensors but fc1's kernel, whose step is made where its gradient is. */
  update(rate: number): void {
    for (const [name, { value, first, second, gradient }] of this.#slots)
      if (name !== 'fc1.kernel')
        // To a multiple of four: what is behind fc2's ten biases is padding, as regions are lines of the cache.
        this.#kernels.adam(
          value,
          first,
          second,
          gradient,
          Math.ceil(parameterSize(name) / 4) * 4,
          rate,
          ...ADAM,
        );
  }

  /** Copies of all tensors, or of what is kept with them, flat and row-major. */
  read(part: Part): Parameters {
    const values: Parameters = {};
    for (const [name, slot] of this.#slots) {
      const stored = this.#arena.view(slot[part], parameterSize(name));
      const copy = new Float32Array(stored.length);
      const order = orders[name];
      if (order) order.eachRun((natural, run) => copyRun(stored, run, copy, natural, order.length));
      else copy.set(stored);
      values[name] = copy;
    }
    return values;
  }

  /** @throws {Error} when a tensor is missing. */
  write(part: Part, parameters: Parameters): void {
    for (const [name, slot] of this.#slots) {
      const values = parameters[name];
      if (!values) throw new Error(`The network needs ${name}, which is missing.`);
      const size = parameterSize(name);
      if (values.length !== size) throw new Error(`${name} has ${size} numbers, not ${values.length}.`);
      const stored = this.#arena.view(slot[part], size);
      const order = orders[name];
      if (order) order.eachRun((natural, run) => copyRun(values, natural, stored, run, order.length));
      else stored.set(values);
    }
  }
}

/** A loop, as a view for each of some ten thousand short runs takes longer than copying them. */
function copyRun(
  from: Float32Array,
  fromIndex: number,
  to: Float32Array,
  toIndex: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) to[toIndex + i] = from[fromIndex + i]!;
}
