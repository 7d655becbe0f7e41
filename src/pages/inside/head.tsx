/** What the page is about: why BN helps, how what is said of it stands here, and which networks are shown. */
import { useMemo } from 'react';
import { claimNames, findingOf, type Standing, standingsOf } from '../../domain/claims/claims.ts';
import { insidePresets } from '../../domain/experiments.ts';
import { lab, useLab } from '../../lab/instance.ts';
import { Choice } from '../../ui/controls.tsx';
import { Select } from '../../ui/select.tsx';
import { Term } from '../../ui/term.tsx';
import { LookingControl } from './looking-control.tsx';
import {
  networkCounts,
  type RecordedChoice,
  recordedChoiceOf,
  recordedComparison,
} from './recorded-choice.ts';
import { StandingMark } from './standing-mark.tsx';
import type { Inside } from './use-inside.ts';
import { useInsideText } from './use-text.ts';
import { Why } from './why.tsx';

interface HeadProps {
  inside: Inside;
  onSeed: (seed: number) => void;
  /** Of a run that was recorded as well: which is shown. */
  onRecording: (wantsRecording: boolean) => void;
}

export function Head(props: HeadProps) {
  const text = useInsideText();
  return (
    <header className="inside-head">
      <div className="inside-title">
        <h2>{text.inside.title}</h2>
        <p className="hint">{text.inside.intro}</p>
      </div>
      <div>
        <Why />
        <Tally {...props} />
      </div>
      <div className="inside-settings">
        <Source {...props} />
        <RecordedNetworks />
        <LookingControl />
      </div>
    </header>
  );
}

function Tally({ inside: { arms, source } }: HeadProps) {
  const text = useInsideText();
  const standings = useMemo(() => standingsOf(claimNames.map((claim) => findingOf(claim, arms))), [arms]);
  if (source.kind === 'none') return null;
  const by =
    source.kind === 'recorded'
      ? text.inside.bySeeds(source.seeds.length)
      : text.inside.byRun(arms[0]!.shown.seed);
  return (
    <div className="tally">
      <p id="inside-tally">
        {text.inside.tallyLabel} <span className="hint">({by})</span>
      </p>
      <ul aria-labelledby="inside-tally">
        {(Object.keys(standings) as Standing[]).map((standing) => (
          <li key={standing}>
            <StandingMark standing={standing} />
            <Term name="standing">{text.inside.tally[standing](standings[standing])}</Term>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Whose looks are shown. One line in any case: what stands under it must not move when a run begins. */
function Source({ inside: { arms, source }, onSeed, onRecording }: HeadProps) {
  const text = useInsideText();
  return (
    <div className="inside-source">
      {source.kind === 'recorded' && (
        <>
          {source.hasRun && (
            <button type="button" onClick={() => onRecording(false)}>
              {text.inside.toRun}
            </button>
          )}
          <Select
            label={text.inside.shownSeed}
            options={source.seeds.map((seed) => ({ value: String(seed), label: String(seed) }))}
            value={String(arms[0]!.shown.seed)}
            onChange={(value) => onSeed(Number(value))}
          />
        </>
      )}
      {source.kind === 'here' && (
        <>
          <b className="number">{text.inside.newRun(String(arms[0]!.shown.seed))}</b>
          {source.hasRecording && (
            <button type="button" onClick={() => onRecording(true)}>
              {text.inside.toRecording}
            </button>
          )}
        </>
      )}
    </div>
  );
}

/** Opens networks that are recorded. */
function RecordedNetworks() {
  const text = useInsideText();
  const runs = useLab((state) => state.runs);
  const configs = runs.map(({ record }) => record.config);
  const open = recordedChoiceOf(configs);
  const show = (change: Partial<RecordedChoice>) =>
    lab.show(recordedComparison({ preset: 'article', networks: 2, ...open, ...change }));
  return (
    <div className="recorded-networks">
      <Choice
        legend={text.inside.openLabel}
        options={insidePresets.map((value) => ({ value, label: text.inside.open[value] }))}
        value={open?.preset}
        onChange={(preset) => show({ preset })}
      />
      <Choice
        legend={text.inside.networksLabel}
        hideLegend
        options={networkCounts.map((count) => ({
          value: String(count) as `${typeof count}`,
          label: text.inside.networks[count],
        }))}
        value={open && (String(open.networks) as `${typeof open.networks}`)}
        onChange={(count) => show({ networks: count === '4' ? 4 : 2 })}
      />
    </div>
  );
}
