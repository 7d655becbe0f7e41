/** The words of the pages that look at many runs, in English. */
export const enMany = {
  queue: {
    title: 'Run it here',
    seeds: 'Seeds',
    steps: 'Steps',
    start: (runs: number) => (runs === 1 ? 'Train 1 run' : `Train ${runs} runs`),
    nothingLeft: 'All of these were trained here.',
    estimate: (time: string, workers: number) =>
      `About ${time} on this machine, ${workers === 1 ? 'one run' : `${workers} runs`} at a time.`,
    measuring: 'Measuring how fast this machine is…',
    unknown: 'The time it takes will be known after the first steps.',
    progress: 'Progress of the queue',
    done: (done: number, total: number) => `${done} of ${total} runs`,
    pause: 'Pause',
    resume: 'Resume',
    cancel: 'Cancel',
    paused: 'Paused',
    starting: 'Starting…',
    waiting: 'Waits: the Compare page is training.',
    holds: (left: number) =>
      `${left === 1 ? 'One run' : `${left} runs`} of the queue ${left === 1 ? 'waits' : 'wait'} until this has finished or is paused.`,
    queueTrains: (done: number, total: number) =>
      `The queue is training (${done} of ${total} runs). It will wait while you train here.`,
    failed: (what: string, message: string) => `${what} stopped: ${message}`,
    underWay: (what: string, step: string, steps: string) => `${what}: step ${step} of ${steps}`,
    evaluating: (what: string) => `${what}: evaluating`,
  },
  many: {
    rate: (rate: string) => `learning rate ${rate}`,
    seed: (seed: string) => `Seed ${seed}`,
    run: (rate: string, batchNorm: string, seed: string) => `${rate}, ${batchNorm}, seed ${seed}`,
    article: 'The article, 2016',
    recorded: 'Recorded',
    here: 'In this browser',
    notRecorded: 'not recorded',
    notTrained: 'not trained yet',
    loading: 'loading…',
    range: (low: string, high: string, seeds: number) =>
      seeds === 1 ? '1 seed' : `${low} to ${high}, ${seeds} seeds`,
    stuck: (count: number, total: number) =>
      `${count} of ${total} never ${count === 1 ? 'leaves' : 'leave'} one class`,
    nan: (count: number, total: number) => `${count} of ${total} NaN`,
    plateau: (count: number, total: number) => `${count} of ${total} on a plateau`,
    curves: (cell: string) => `Curves: ${cell}`,
    close: 'Close',
    compare: 'Open in Compare',
    seedsOf: (cell: string) => `Every seed: ${cell}`,
    median: 'median',
    source: { recorded: 'recorded', here: 'measured here' },
    problem: (files: string) => `Not all recorded runs could be loaded (${files}); the rest is shown.`,
    saturation: 'Saturation',
    saturationLong: 'Largest softmax probability, mean of the batch',
    short: { off: 'off', on: 'on' },
    legend: 'Line: median. Band: range. Thin: single seeds.',
    noRuns: 'Nothing was recorded here. “Run it here” trains it.',
    accuracyAxis: 'Test accuracy',
  },
  reproduce: {
    title: 'The article’s result, measured again',
    intro:
      'In 2016 an article put Batch Normalization into TensorFlow’s “Deep MNIST for Experts” and trained both networks for 1,000 steps. This is its table, and what this program measures, over several seeds and not one lucky run.',
    loss: 'Loss',
    variants: { article: 'Article: double softmax', 'sum-log': '2015: sum of logs', stable: 'Stable' },
    variantNotes: {
      article:
        'The article’s code applies softmax twice: the network returns probabilities, and the loss takes softmax of them again.',
      'sum-log':
        'The tutorial of 2015: −Σ y·log p, summed over the batch. NaN as soon as a probability underflows to 0.',
      stable: 'Softmax cross-entropy computed from the logits, as everybody does today.',
    },
    table: 'Test accuracy after 1,000 steps',
    doesNotConverge: 'does not converge',
    figures: 'Both figures',
    figure: (rate: string) => `Learning rate ${rate}`,
    below: 'Below',
  },
  why: {
    title: 'Why',
    /** The claims for the article's loss, and for the two that see the logits. */
    article: {
      saturation: {
        title: 'The first softmax is saturated from the start',
        claim:
          'Kernels drawn with a deviation of 0.1 give this network logits that lie far apart, so without BN the largest probability is near 1 before anything was learned. The second softmax sends its gradient back through the first, where each logit gets it times its own probability: next to nothing for all classes but one. A stable loss has no such bottleneck: there a wrong answer given with certainty gets the largest gradient of all.',
      },
      gamma: {
        title: 'A gamma near 0.1 takes the saturation away',
        claim:
          'The article starts gamma and beta as it starts weights, near 0.1 and not at 1 and 0. Each normalised layer then passes on a tenth of a unit, so the first logits lie close together and softmax begins near the even 0.1 for each of ten classes. There the gradient is alive for every image, and the curve leaves the floor at once.',
      },
      seeds: {
        title: 'Some seeds recover, others never do',
        claim:
          'Every curve here is one seed without BN at 1E-3. Where a class has a probability above 0 for some images, some gradient comes back, and in time the class is found: the stairs on the way up are worth about a tenth of the images each. A network that answers one class to everything, with a probability that rounds to 1, has no gradient left in 32 bits, and stays for good. Which of the two happens is decided in the first steps, so by the seed.',
      },
    },
    direct: {
      saturation: {
        title: 'Softmax is saturated here as well, and it does no harm',
        claim:
          'The network and its kernels are those of the article, so without BN the first answers are just as certain and just as wrong. But this loss looks at the one softmax there is: the gradient of each logit is its probability less the right answer. An image that is answered wrong with certainty pulls with all its weight, and the certainty of wrong answers is the first thing to go.',
      },
      gamma: {
        title: 'A gamma near 0.1 still makes a gentle start',
        claim:
          'With BN the first logits lie close together, and softmax begins near the even 0.1 for each of ten classes. With the article’s loss that decided whether anything was learned at all. Here it does not: both networks leave the floor in the first steps, and what BN buys at this rate is within the range of the seeds.',
      },
      seeds: {
        title: 'No plateau is left',
        claim:
          'Every curve here is one seed without BN at 1E-3. Nothing but the loss was changed, and the lottery is gone: none of the recorded seeds stays on one class, and none waits on a plateau. What the article saw at this rate was its second softmax, which BN happened to disarm.',
      },
    },
    zoom: (steps: string) => `first ${steps} steps`,
    missing: 'Shown for the loss and the learning rate that were trained.',
  },
  sweep: {
    title: 'Accuracy against learning rate',
    intro:
      'The same network at many learning rates, without and with Batch Normalization. A failure is a mark with its verdict; no average hides it.',
    preset: 'Preset',
    rates: 'Learning rates',
    ratesHint: (most: number) => `Enter 1 to ${most} numbers from 1E-5 to 1E-1, parted by commas.`,
    chart: 'Final test accuracy against learning rate',
    axis: 'Learning rate (log)',
    usable: (percent: string) => `Usable: median ≥ ${percent}`,
    threshold: 'Usable from',
    usableRange: (from: string, to: string) => (from === to ? `only ${from}` : `${from} to ${to}`),
    unusable: 'none',
    table: 'All points',
    columns: { rate: 'Learning rate', off: 'without BN', on: 'with BN' },
    hint: 'Choose a point to see its curves.',
    point: (cell: string, median: string, range: string) => `${cell}: ${median} (${range})`,
    mark: { collapsed: (digit: number) => `collapsed to class ${digit}`, nan: 'NaN', plateau: 'plateau' },
    afterSteps: (steps: string) => `after ${steps} steps`,
    recorded: (origin: string, steps: string) =>
      `${origin} Accuracy on all test images after ${steps} steps.`,
  },
  fewSeeds: {
    both: (low: string, high: string) => `${low} and ${high}`,
    count: (seeds: number) => (seeds === 1 ? '1 seed' : `${seeds} seeds`),
    notJudged: (seeds: number, needed: number) =>
      `not judged with ${seeds === 1 ? '1 seed' : `${seeds} seeds`} (needs ${needed})`,
    noneSoFar: (judged: number, rates: number) => `none of the rates judged (${judged} of ${rates})`,
    notMeasured: 'not measured',
  },
};
