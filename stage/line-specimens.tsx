/** The line that says what happens, and the bar of answers. */
import type { ComponentProps } from 'react';
import { AnswersBar } from '../src/pages/compare/answers.tsx';
import { NowLine } from '../src/pages/compare/now-line.tsx';
import type { SpecimenGroup } from './specimen.ts';

const names = ['without BN', 'with BN'];
const line = (props: Pick<ComponentProps<typeof NowLine>, 'statement' | 'next' | 'onTry'>) => (
  <NowLine names={names} {...props} />
);
const bar = (predictions: number[], finite = true) => (
  <span style={{ '--run': 'var(--run-b)' } as React.CSSProperties}>
    <AnswersBar look={{ predictions, finite }} />
  </span>
);

export const lineSpecimens: SpecimenGroup = {
  title: 'Lines',
  isWide: true,
  specimens: {
    'Now, nothing trained': line({ statement: { kind: 'untrained' } }),
    'Now, recorded': line({ statement: { kind: 'untrained', recorded: true } }),
    'Now, collapsed': line({
      statement: { kind: 'collapsed', arm: 0, also: [], step: 104, class: 1, saturation: 1 },
    }),
    'Now, with what to try': line({
      statement: {
        kind: 'ended',
        result: { kind: 'reached', milestone: 0.95, reached: [{ arm: 1, step: 200 }], never: [0] },
      },
      next: { kind: 'rate', value: 1e-4 },
      onTry: () => {},
    }),
    'Answers, evenly': bar([98, 113, 103, 101, 98, 89, 96, 103, 97, 102]),
    'Answers, of one class': bar([0, 0, 0, 1000, 0, 0, 0, 0, 0, 0]),
    'Answers, not yet': bar([]),
    'Answers, NaN': bar([1000, 0, 0, 0, 0, 0, 0, 0, 0, 0], false),
  },
};
