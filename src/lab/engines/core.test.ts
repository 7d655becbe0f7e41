import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { automaticEngines, type EngineName, usesWebGL } from '../../engine/catalogue.ts';
import { chooseEngine } from '../../engine/choose.ts';
import type { Finding } from '../../engine/findings.ts';
import type { WebGLReport } from '../../engine/webgl-context.ts';
import type { TrialRequest } from '../../worker/trial-messages.ts';
import {
  decideTrials,
  isAsGoodAsComplete,
  newTrials,
  pendingEngine,
  type Remembered,
  type TrialsCore,
  type TrialsEvent,
} from './core.ts';

const processor = automaticEngines('processor')[0]!;
const card: WebGLReport = { renderer: 'Apple GPU', software: false, float32Targets: true };
const software: WebGLReport = { renderer: 'SwiftShader', software: true, float32Targets: true };
const right = (milliseconds: number): Finding => ({ outcome: 'right', milliseconds });

/** The trials of a page, and the one worker that they have. */
class World {
  core: TrialsCore;
  /** What the worker was asked last, unless that is answered. */
  asked: { task: number; request: TrialRequest } | undefined;
  /** Everything that it was ever asked. */
  readonly history: string[] = [];
  remembered: Remembered | undefined;

  constructor(remembered?: Remembered, isWanted = true) {
    this.core = newTrials(isWanted, remembered);
  }

  do(event: TrialsEvent): void {
    const [core, commands] = decideTrials(this.core, event);
    this.core = core;
    for (const command of commands)
      if (command.type === 'ask') {
        if (this.asked) throw new Error('Two trials at once');
        this.asked = command;
        this.history.push(command.request.type === 'look' ? 'card' : command.request.engine);
      } else if (command.type === 'stop') this.asked = undefined;
      else this.remembered = command.remembered;
    if ((this.asked === undefined) !== (core.task === undefined))
      throw new Error('A trial that nobody makes');
    if (this.asked && !core.isWanted) throw new Error('A trial for nobody');
    if (this.asked && core.machine !== 'free') {
      const { request } = this.asked;
      const isQuiet = request.type === 'look' || (usesWebGL(request.engine) && !core.card?.software);
      if (!isQuiet) throw new Error('A trial that takes the processor from a run');
    }
  }

  /** The worker answers. */
  answer(answer: WebGLReport | null | Finding | 'failed'): void {
    const { task } = this.asked!;
    this.asked = undefined;
    if (answer === 'failed') this.do({ type: 'failed', task });
    else if (answer && 'outcome' in answer) this.do({ type: 'finding', task, finding: answer });
    else this.do({ type: 'card', task, card: answer });
  }

  get engine(): EngineName {
    return chooseEngine('auto', this.core.knowledge, []).engine;
  }
}

/** A first visit, as far as to the trial of the graphics card. */
function visit(graphics: WebGLReport = card, milliseconds = 80): World {
  const world = new World();
  world.do({ type: 'machine', machine: 'free' });
  world.answer(graphics);
  world.answer(right(milliseconds));
  return world;
}

describe('at the first visit', () => {
  test('nothing is tried before the networks are ready; then the processor, then the graphics card', () => {
    const world = new World();
    expect(world.asked).toBeUndefined();
    world.do({ type: 'machine', machine: 'free' });
    expect(world.asked?.request).toEqual({ type: 'look' });
    world.answer(card);
    expect(world.asked?.request).toEqual({ type: 'try', engine: processor });
    world.answer(right(80));
    // It is told how fast it must be.
    expect(world.asked?.request).toEqual({ type: 'try', engine: 'webgl', rival: 80 });
    expect(world.engine).toBe(processor);
    world.answer(right(6));
    expect(world.engine).toBe('webgl');
    expect(world.asked).toBeUndefined();
    expect(pendingEngine(world.core)).toBeUndefined();
    expect(world.remembered).toEqual({
      renderer: 'Apple GPU',
      findings: { [processor]: right(80), webgl: right(6) },
    });
  });

  test.each([
    [null, 'no-webgl'],
    [{ ...card, float32Targets: false }, 'no-float32'],
  ] as const)('a graphics card that cannot train is not tried: %o', (graphics, why) => {
    const world = new World();
    world.do({ type: 'machine', machine: 'free' });
    world.answer(graphics);
    world.answer(right(80));
    expect(world.history).toEqual(['card', processor]);
    expect(world.remembered?.findings.webgl).toEqual({ outcome: 'refused', why });
  });

  test('nothing is tried when an engine was named, until the fastest is wanted', () => {
    const world = new World(undefined, false);
    world.do({ type: 'machine', machine: 'free' });
    expect(world.asked).toBeUndefined();
    expect(isAsGoodAsComplete(world.core)).toBe(true);
    world.do({ type: 'wanted', isWanted: true });
    expect(world.history).toEqual(['card']);
    world.do({ type: 'wanted', isWanted: false });
    expect(world.asked).toBeUndefined();
  });

  test('all but what is drawn by software is as good as all', () => {
    const first = new World();
    expect(isAsGoodAsComplete(first.core)).toBe(false);
    first.do({ type: 'machine', machine: 'free' });
    first.answer(software);
    expect(isAsGoodAsComplete(first.core)).toBe(true);
    expect(isAsGoodAsComplete(visit(card).core)).toBe(false);
  });
});

describe('while a run trains', () => {
  test('a graphics card’s trial goes on beside it, and wins if it is faster all the same', () => {
    const world = visit();
    world.do({ type: 'machine', machine: 'training' });
    expect(world.asked?.request).toMatchObject({ engine: 'webgl' });
    world.answer(right(9));
    expect(world.engine).toBe('webgl');
    expect(world.remembered?.findings.webgl).toEqual(right(9));
  });

  test.each<Finding>([right(90), { outcome: 'slow', milliseconds: 300 }])(
    'too slow beside a run is not too slow: it is tried again when the machine is free (%o)',
    (finding) => {
      const world = visit();
      world.do({ type: 'machine', machine: 'training' });
      world.answer(finding);
      expect([world.asked, world.remembered]).toEqual([undefined, undefined]);
      expect(pendingEngine(world.core)).toBe('webgl');
      world.do({ type: 'machine', machine: 'free' });
      world.answer(right(40));
      expect(world.engine).toBe('webgl');
    },
  );

  test('what is drawn by software, and the processor’s own trial, give way to it and begin anew', () => {
    const world = visit(software);
    world.do({ type: 'machine', machine: 'training' });
    expect(world.asked).toBeUndefined();
    world.do({ type: 'machine', machine: 'free' });
    expect(world.history).toEqual(['card', processor, 'webgl', 'webgl']);
    const early = new World();
    early.do({ type: 'machine', machine: 'free' });
    early.answer(card);
    early.do({ type: 'machine', machine: 'training' });
    expect(early.asked).toBeUndefined();
    early.do({ type: 'machine', machine: 'free' });
    expect(early.history).toEqual(['card', processor, processor]);
  });

  test('nothing begins', () => {
    const world = new World();
    world.do({ type: 'machine', machine: 'training' });
    expect(world.asked).toBeUndefined();
    expect(pendingEngine(world.core)).toBe(processor);
  });
});

describe('at a later visit', () => {
  const remembered: Remembered = {
    renderer: 'Apple GPU',
    findings: { webgl: right(6), [processor]: right(80) },
  };

  test('what was found holds at once, and the card is only looked at', () => {
    const world = new World(remembered);
    expect(world.engine).toBe('webgl');
    expect(isAsGoodAsComplete(world.core)).toBe(true);
    world.do({ type: 'machine', machine: 'free' });
    world.answer(card);
    expect(world.history).toEqual(['card']);
    expect(world.asked).toBeUndefined();
  });

  test.each([[null], [{ ...card, renderer: 'Another GPU' }]])('another card is measured: %o', (other) => {
    const world = new World(remembered);
    world.do({ type: 'machine', machine: 'free' });
    world.answer(other);
    expect(world.engine).toBe(processor);
    expect(world.asked?.request).toEqual({ type: 'try', engine: processor });
  });

  test('all is measured again when that is wanted; until then what was found holds', () => {
    const world = new World(remembered);
    world.do({ type: 'machine', machine: 'free' });
    world.answer(card);
    world.do({ type: 'again' });
    expect(pendingEngine(world.core)).toBe(processor);
    world.answer(card);
    world.answer(right(70));
    expect(world.engine).toBe('webgl');
    world.answer({ outcome: 'wrong' });
    expect(world.engine).toBe(processor);
    expect(world.remembered?.findings).toEqual({ [processor]: right(70), webgl: { outcome: 'wrong' } });
  });
});

describe('what goes wrong', () => {
  test('an engine that computes wrongly is not used, and that is remembered', () => {
    const world = visit();
    world.answer({ outcome: 'wrong' });
    expect(world.engine).toBe(processor);
    expect(world.remembered?.findings.webgl).toEqual({ outcome: 'wrong' });
  });

  test('a trial that broke off counts for this visit, and is not remembered', () => {
    const world = visit();
    world.answer('failed');
    expect(world.engine).toBe(processor);
    expect([world.asked, world.remembered]).toEqual([undefined, undefined]);
    world.do({ type: 'again' });
    for (const answer of [card, right(80), right(6)]) world.answer(answer);
    expect(world.remembered?.findings.webgl).toEqual(right(6));
  });

  test('a look at the card that fails leaves the processor', () => {
    const world = new World();
    world.do({ type: 'machine', machine: 'free' });
    world.answer('failed');
    world.answer(right(80));
    expect(world.asked).toBeUndefined();
    expect(chooseEngine('auto', world.core.knowledge, [])).toEqual({
      engine: processor,
      reason: 'webgl-failed',
    });
  });

  test('what did not start for a run is not taken, until it is forgiven', () => {
    const world = visit();
    world.answer(right(6));
    world.do({ type: 'refuse', engine: 'webgl', why: 'kernels-failed' });
    expect(world.engine).toBe(processor);
    world.do({ type: 'forgive' });
    expect(world.engine).toBe('webgl');
  });

  test('an answer to a question of before is not heard', () => {
    const world = visit();
    const { task } = world.asked!;
    world.do({ type: 'again' });
    world.do({ type: 'finding', task, finding: right(1) });
    expect(world.core.knowledge.findings.webgl).toBeUndefined();
  });
});

const events: fc.Arbitrary<(world: World) => void> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('opening', 'free', 'training')
      .map((machine) => (world: World) => world.do({ type: 'machine', machine } as TrialsEvent)),
  },
  {
    weight: 1,
    arbitrary: fc.boolean().map((isWanted) => (world: World) => world.do({ type: 'wanted', isWanted })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('again', 'forgive')
      .map((type) => (world: World) => world.do({ type } as TrialsEvent)),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...automaticEngines('graphics'), ...automaticEngines('processor'))
      .map((engine) => (world: World) => world.do({ type: 'refuse', engine, why: 'not-started' })),
  },
  {
    weight: 6,
    arbitrary: fc
      .constantFrom<Finding | 'failed'>(
        right(5),
        right(500),
        { outcome: 'wrong' },
        { outcome: 'slow', milliseconds: 900 },
        'failed',
      )
      .map((answer) => (world: World) => reply(world, answer)),
  },
);

function reply(world: World, answer: Finding | 'failed', graphics: WebGLReport = card): void {
  if (!world.asked) return;
  world.answer(world.asked.request.type === 'look' && answer !== 'failed' ? graphics : answer);
}

test('in any order of events there is one trial at a time, and in the end all is known', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 40 }), fc.constantFrom(card, software), (actions, graphics) => {
      const world = new World();
      for (const act of actions) act(world);
      world.do({ type: 'wanted', isWanted: true });
      world.do({ type: 'machine', machine: 'free' });
      for (let rounds = 0; world.asked; rounds++) {
        if (rounds > 20) throw new Error('No end');
        reply(world, right(50), graphics);
      }
      expect(pendingEngine(world.core)).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});
