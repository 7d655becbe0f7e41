/** The line "Now" of the comparison at hand. */
import { comparisonRuns } from '../../domain/comparison.ts';
import { configKey } from '../../domain/config.ts';
import { seedsOf } from '../../domain/experiments.ts';
import { statementOf } from '../../domain/now/statement.ts';
import { tryNext, withTry } from '../../domain/now/try-next.ts';
import { commonSeeds } from '../../domain/seeds.ts';
import { lab, useLab, useRecorded } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { armNames } from '../shared/arm-names.ts';
import { NowLine } from './now-line.tsx';
import { phaseOf, standingsOf } from './now-state.ts';

export function Now() {
  const text = useText();
  const status = useLab((state) => state.status);
  const runs = useLab((state) => state.runs);
  const comparison = useLab((state) => state.comparison);
  const previous = useLab((state) => state.previous);
  const recordings = useRecorded((state) => state.runs);
  const statement = statementOf(standingsOf({ runs }), phaseOf({ status, runs }));
  const recorded = comparisonRuns(comparison).map((config) =>
    seedsOf(config).flatMap((other) => recordings.get(configKey(other)) ?? []),
  );
  const next = tryNext(statement, {
    comparison,
    before: previous ? [previous.comparison] : [],
    seeds: commonSeeds(recorded),
  });
  const names = armNames(
    runs.map(({ record }) => record.config),
    text,
  );
  return (
    <NowLine
      statement={statement}
      names={names}
      next={next}
      onTry={(next) => lab.change(withTry(comparison, next), 'comparison')}
    />
  );
}
