/** In the page: where the arms are, what their longest step was, in milliseconds, and whether one had to be replaced. */
export function readArms() {
  return window.batchNormLab!.lab.store.getState().runs.map(({ record, failures, problem }) => {
    const times = [...record.time.points.values];
    return {
      step: record.series.loss.last?.step ?? 0,
      // The first step makes the kernels ready.
      longest: Math.max(...times.slice(1).map((time, i) => time - times[i]!)),
      isSound: !failures && !problem,
    };
  });
}
