import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { aheadWith, lookWith, seenWith } from '../../domain/claims/testing.ts';
import { edgeOf } from '../../domain/histogram.ts';
import { percentiles, stepFactors } from '../../domain/look.ts';
import { batchNormalization, NO_NORMALIZATION } from '../../domain/normalization.ts';
import { presetRun } from '../../domain/presets.ts';
import { insideTexts } from '../../text/inside.ts';
import type { Language } from '../../text/language.ts';
import { createPointer, PointerContext } from '../../ui/panels/pointer.ts';
import { PanelSaver, type SaveablePanel } from '../../ui/panels/saving.ts';
import { compose, layoutOf } from '../../ui/save/compose.ts';
import { node } from '../../ui/save/svg.ts';
import { plainPen, textsIn } from '../../ui/save/testing.ts';
import { InsideContext } from './inside-context.ts';
import type { ShownArm } from './shown.ts';

vi.stubGlobal('location', { search: '', href: 'http://localhost/?seed=7#inside' });
vi.stubGlobal('navigator', { languages: ['en'], userAgent: '', platform: '', vendor: '' });
let spoken: Language = 'en';
// What is only written out knows no other language than the first, and no screen.
vi.mock('./use-text.ts', () => ({ useInsideText: () => insideTexts[spoken] }));
vi.mock('../../ui/use-media.ts', () => ({ PHONE: '', useMedia: () => false }));
const { ComputedRow } = await import('./computed-row.tsx');
const { DisturbanceRow } = await import('./disturbance-row.tsx');
const { DriftRow } = await import('./drift-row.tsx');
const { FlowRow } = await import('./flow-row.tsx');
const { PredictiveRow } = await import('./predictive-row.tsx');
const { StepsRow } = await import('./steps-row.tsx');
const { drawnTable, namesOf, panelWords, subjectOf, trainedRun } = await import('./saved-panel.ts');

const looks = [
  lookWith(0, { loss: 2.5, ahead: aheadWith([2.25, 2, 1.5, 3]) }),
  lookWith(25, { loss: 1.25, gradientNorm: 0.5 }),
];
const arms = [NO_NORMALIZATION, batchNormalization('per-activation')].map((normalization, i): ShownArm => {
  const config = { ...presetRun('modern'), seed: 7, normalization };
  const shown = seenWith(looks, { seed: 7 });
  const line = {
    name: 'AB'[i]!,
    label: ['without', 'with'][i]!,
    colour: 'red',
    ...(i === 0 && { dash: '7 4' }),
  };
  return { ...line, config, normalization, setting: '', seeds: [shown], shown };
});
const names = namesOf(arms);

/** All panels of a row, as they are handed to what saves them. */
function panelsOf(row: ReactNode, step?: number): SaveablePanel[] {
  const found: SaveablePanel[] = [];
  const pointer = createPointer();
  // What is only written out is as it was at first.
  pointer.getInitialState = () => ({ chosen: step, hovered: undefined });
  const along = { name: 'steps', steps: 25, newest: 25, isLog: true, marks: [] };
  const Saver = (panel: SaveablePanel) => {
    found.push(panel);
    return null;
  };
  renderToStaticMarkup(
    createElement(
      PointerContext,
      { value: pointer },
      createElement(
        InsideContext,
        { value: { arms, along } },
        createElement(PanelSaver, { value: Saver }, row),
      ),
    ),
  );
  return found;
}

const tableOf = (panel: SaveablePanel) => drawnTable(panel.drawn, names);
const rows = {
  computed: [ComputedRow, 2],
  drift: [DriftRow, 6],
  steps: [StepsRow, 3],
  predictive: [PredictiveRow, 3],
  flow: [FlowRow, 8],
  disturbance: [DisturbanceRow, 3],
} as const;

describe('every panel can be saved', () => {
  test.each(Object.entries(rows))('of the row %s', (_, [row, count]) => {
    const panels = panelsOf(createElement(row));
    expect(panels).toHaveLength(count);
    // Files of one row have names of their own, which every system can write.
    const subjects = panels.map(({ drawn }) => subjectOf('flow', drawn.file));
    expect(new Set(subjects).size).toBe(count);
    for (const subject of subjects) expect(subject).toMatch(/^[a-z0-9-]+$/);
    for (const panel of panels) {
      const [head, ...values] = tableOf(panel);
      expect(values.length).toBeGreaterThan(0);
      for (const row of values) expect(row).toHaveLength(head!.length);
    }
  });
});

describe('a table has what is drawn', () => {
  test('over steps, with the edges of bands', () => {
    const [first] = panelsOf(createElement(DriftRow));
    const table = tableOf(first!);
    expect(table[0]!.slice(0, 2)).toEqual([
      'step',
      'A conv1_after_normalization_median (without BN, seed 7)',
    ]);
    expect(table[0]).toContain('B conv1_after_normalization_85_percent (with BN, seed 7)');
    expect(table.slice(1)).toEqual([
      [0, 0, -1, 1, 0, -1, 1],
      [25, 0, -1, 1, 0, -1, 1],
    ]);
  });

  test('in bins, by their edges', () => {
    const table = tableOf(panelsOf(createElement(DriftRow))[3]!);
    expect(table[0]!.slice(0, 3)).toEqual(['from', 'to', 'A conv1_share (without BN, seed 7, step 25)']);
    expect(table.filter(([, , share]) => share !== 0).slice(1)).toEqual(
      [30, 31].map((bin) => [edgeOf(bin), edgeOf(bin + 1), 0.5, 0.5]),
    );
  });

  test('ahead of a step, by how far', () => {
    const table = tableOf(panelsOf(createElement(StepsRow), 25).at(-1)!);
    expect(table[0]).toEqual([
      'coming_steps',
      'A loss_ahead (without BN, seed 7, step 0)',
      'B loss_ahead (with BN, seed 7, step 0)',
    ]);
    expect(table.slice(1).map(([factor]) => factor)).toEqual([0, ...stepFactors]);
    expect(table.slice(1).map(([, loss]) => loss)).toEqual([2.5, 2.25, 2, 1.5, 3]);
  });

  test('of one value that is normalized, by name', () => {
    const [a, b] = panelsOf(createElement(ComputedRow));
    expect(tableOf(a!).slice(0, 2)).toEqual([
      ['quantity', 'value'],
      ['x', 1],
    ]);
    expect(tableOf(b!)).toContainEqual(['values_of_the_mean', 50]);
    expect(b!.drawn.file.said![0]).toContain('μ = 0, σ² = 1');
  });

  test('as boxes, by percentiles', () => {
    // The row's other side is a choice within it.
    const drawn = {
      kind: 'boxes',
      boxes: [{ name: 'A', step: 25, values: [1, 2, 3, 4, 5] }],
      file: { quantity: 'fc1', parts: percentiles.map(String) },
    } as const;
    expect(drawnTable(drawn, names)).toEqual([
      ['network', 'setting', 'step', ...percentiles.map((percent) => `fc1_${percent}`)],
      ['A', 'without BN, seed 7', 25, 1, 2, 3, 4, 5],
    ]);
  });
});

describe('a picture says', () => {
  afterEach(() => {
    spoken = 'en';
  });
  const said = (panel: SaveablePanel, of: { language: Language; step?: number }, shown = arms) => {
    const words = panelWords(
      panel,
      shown.map((arm) => ({ ...arm, run: trainedRun(arm, []) })),
      { question: 'flow', step: of.step, language: of.language, date: '2026-11-28' },
    );
    const picture = compose(words, layoutOf(words, plainPen), node('g', {}), plainPen);
    return textsIn(picture).join('\n').replaceAll('\u00a0', ' ');
  };

  test.each([
    [
      'en',
      'Is there a gradient at all? · conv 1 · gradient length',
      'Seed: 7',
      'Read at step 25',
      'Saved on',
    ],
    ['ja', 'そもそも勾配はあるか · conv 1 · 勾配の長さ', '乱数シード: 7', 'ステップ 25 の値', '保存日'],
  ] as const)('in %s what it shows, of which networks, seed and step, and when', (language, ...words) => {
    spoken = language;
    const [first] = panelsOf(createElement(FlowRow));
    const text = said(first!, { language });
    for (const part of [
      ...words,
      '1E-3',
      'without: 1',
      'with: 1',
      '2026-11-28',
      'http://localhost/?seed=7#inside',
    ])
      expect(text).toContain(part);
  });

  test('the value at the step that is looked at', () => {
    const [first] = panelsOf(createElement(StepsRow));
    const text = said(first!, { language: 'en', step: 0 });
    expect(text).toContain('without: 2.5');
    // A panel of one network says nothing of the other.
    expect(text).not.toContain('with: ');
    expect(text).toContain('Read at step 0');
  });

  test('a step for each network where they were looked into at different ones, and with which engine', () => {
    const later = { ...arms[1]!, shown: seenWith([lookWith(40)], { seed: 7 }) };
    const drawn = {
      kind: 'profile',
      curves: [],
      file: { quantity: 'x', places: [] },
    } as const;
    const readings = () => [
      { name: 'A', step: 25 },
      { name: 'B', step: 40 },
    ];
    const panel = { title: 'ahead', note: undefined, drawn, readings, chart: null };
    const text = said(panel, { language: 'en' }, [arms[0]!, later]);
    expect(text).toContain('without (Read at step 25)');
    expect(text).toContain('with (Read at step 40)');
    const run = { record: { config: arms[0]!.config }, engine: 'simd' } as never;
    expect(trainedRun(arms[0]!, [run])).toEqual({ config: arms[0]!.config, engine: 'simd' });
  });
});
