/** The lines of Algorithm 1 of Ioffe and Szegedy 2015, with the numbers of one value. */
import type { Sample } from '../../domain/look.ts';
import { countText, measureText } from '../../ui/format.ts';
import { useInsideText } from './use-text.ts';

const number = (value: number | null) => (value === null ? '–' : measureText(value));
/** What is added, or taken away, with the sign that it then has. */
const added = (value: number | null) =>
  value !== null && value < 0 ? `−\u00a0${measureText(-value)}` : `+\u00a0${number(value)}`;
const taken = (value: number) => added(-value);
/** A factor, in brackets where it has a sign of its own. */
const factor = (value: number | null) => (value !== null && value < 0 ? `(${number(value)})` : number(value));

export function Arithmetic({ sample, epsilon }: { sample: Sample; epsilon: number }) {
  const text = useInsideText();
  const { values, results, mean, variance, count, gamma, beta } = sample;
  const x = values[0] ?? null;
  const y = results[0] ?? null;
  if (mean === null || variance === null)
    return (
      <dl className="lines number">
        <dt>x</dt>
        <dd>
          <b>{number(x)}</b>
        </dd>
        <dt>y</dt>
        <dd>
          x + b = {number(x)} {added(beta)} <Result>{y}</Result>
        </dd>
      </dl>
    );
  const deviation = Math.sqrt(variance + epsilon);
  const normalized = x === null ? null : (x - mean) / deviation;
  return (
    <dl className="lines number">
      <dt>x</dt>
      <dd>
        <b>{number(x)}</b>
      </dd>
      <dt>μ</dt>
      <dd>
        <b>{number(mean)}</b> <span className="hint">{text.inside.computed.count(countText(count))}</span>
      </dd>
      <dt>σ²</dt>
      <dd>
        <b>{number(variance)}</b>
      </dd>
      <dt>x̂</dt>
      <dd>
        ({number(x)} {taken(mean)}) / {number(deviation)} <Result>{normalized}</Result>
      </dd>
      <dt>y</dt>
      <dd>
        γ x̂ + β = {number(gamma)} · {factor(normalized)} {added(beta)} <Result>{y}</Result>
      </dd>
    </dl>
  );
}

/** On one line with its sign of equality. */
function Result({ children }: { children: number | null }) {
  return (
    <span className="unbroken">
      = <b>{number(children)}</b>
    </span>
  );
}
