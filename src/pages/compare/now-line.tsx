/** One line that says what happens and why, and what to try next. */
import { useState } from 'react';
import { comparisonRuns, withShared } from '../../domain/comparison.ts';
import { configKey } from '../../domain/config.ts';
import { articleRates, seedsOf } from '../../domain/experiments.ts';
import { firstRate } from '../../domain/learning-rate.ts';
import { type Next, nextOf, type RunNow, statementOf } from '../../domain/now.ts';
import { commonSeeds, nextSeed } from '../../domain/seeds.ts';
import { storyComparison } from '../../domain/stories.ts';
import { lab, recorded, useLab } from '../../lab/instance.ts';
import { useText } from '../../text/language.ts';
import { armLooks } from '../shared/arm-looks.ts';
import { armNames } from '../shared/arm-names.ts';
import { isMilestone, statementText } from './now-text.ts';

export function NowLine() {
  const text = useText();
  const runs = useLab((state) => state.runs);
  const [tried, setTried] = useState<ReadonlySet<Next>>(new Set());
  const told: RunNow[] = runs.map(({ record, summary, ended }) => ({
    config: record.config,
    summary,
    saturation: record.series.saturation.last?.value,
    ended,
  }));
  const statement = statementOf(told);
  const names = armNames(
    runs.map(({ record }) => record.config),
    text,
  ).map((name, i) => `${armLooks[i]!.name} ${name}`);
  const sentence = statementText(statement, names, text);
  const next = nextOf(told, statement, tried);
  return (
    <div className="now">
      <span className="now-pill">{text.now.label}</span>
      <p className="now-text">{sentence}</p>
      {next && (
        <button
          type="button"
          className="inline"
          onClick={() => {
            setTried(new Set([...tried, next]));
            doNext(next);
          }}
        >
          {text.now.next[next]}
        </button>
      )}
      <p className="visually-hidden" role="status">
        {isMilestone(statement) ? sentence : ''}
      </p>
    </div>
  );
}

function doNext(next: Next): void {
  const { comparison } = lab.store.getState();
  const { learningRate, seed } = comparison.shared;
  switch (next) {
    case 'correct-loss':
    case 'best-rates':
      lab.change(storyComparison(next), 'comparison');
      return;
    case 'other-rate': {
      const other = articleRates.find((rate) => rate !== firstRate(learningRate)) ?? articleRates[0];
      lab.change(withShared(comparison, { learningRate: other }), 'learningRate');
      return;
    }
    case 'another-seed': {
      const { runs } = recorded.store.getState();
      const settings = comparisonRuns(comparison).map((config) =>
        seedsOf(config).flatMap((other) => runs.get(configKey(other)) ?? []),
      );
      lab.change(withShared(comparison, { seed: nextSeed(seed, commonSeeds(settings)) }), 'seed');
    }
  }
}
