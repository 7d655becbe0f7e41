/** The line "Now" of the comparison at hand. Loaded beside the charts, of which it speaks. */
import { type Statement, statementOf } from '../../domain/now/statement.ts';
import { tryNext, withTry } from '../../domain/now/try-next.ts';
import { commonSeeds, runsToShow } from '../../domain/seeds.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { armNames } from '../shared/arm-names.ts';
import { useRecordedSettings } from '../shared/recorded-settings.ts';
import { NowLine } from './now-line.tsx';
import { phaseOf, standingsOf } from './now-state.ts';

export default function Now() {
  const text = useText();
  const status = useLab((state) => state.status);
  const runs = useLab((state) => state.runs);
  const comparison = useLab((state) => state.comparison);
  const previous = useLab((state) => state.previous);
  const isWithoutData = useLab(({ data }) => data.error !== undefined);
  const recorded = useRecordedSettings();
  const said = statementOf(standingsOf({ runs }), phaseOf({ status, runs }));
  const isRecorded = !previous && runsToShow(comparison.shared.seed, recorded) !== undefined;
  const statement: Statement =
    said.kind === 'untrained'
      ? { ...said, recorded: isRecorded }
      : said.kind === 'starting' && isWithoutData
        ? { kind: 'no-data' }
        : said;
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
