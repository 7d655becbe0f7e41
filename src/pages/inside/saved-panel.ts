/** What is kept of a panel of the Inside page besides its values: the words of its picture, and what its networks are called. */
import type { LabState } from '../../lab/comparison/state.ts';
import { insideTexts } from '../../text/inside.ts';
import { saveTexts } from '../../text/save.ts';
import { texts } from '../../text/text.ts';
import { countText } from '../../ui/format.ts';
import { boxesTable } from '../../ui/panels/boxes-table.ts';
import type { NameInFile, PanelFile } from '../../ui/panels/panel-file.ts';
import { panelTable } from '../../ui/panels/panel-table.ts';
import { profileTable } from '../../ui/panels/profile-table.ts';
import type { Drawn, SaveablePanel } from '../../ui/panels/saving.ts';
import type { LegendItem, PictureWords } from '../../ui/save/compose.ts';
import type { Table } from '../../ui/save/csv.ts';
import { type TrainedRun, wordsOfRuns } from '../shared/picture-words.ts';
import { namesInFiles } from '../shared/series-columns.ts';
import type { QuestionName } from './inside-context.ts';
import type { ShownArm } from './shown.ts';

/** A network with the run of it that was looked into. */
type SavedArm = Pick<ShownArm, 'name' | 'label' | 'colour' | 'dash'> & { run: TrainedRun };

export function panelWords(
  { title, note, drawn, readings }: Pick<SaveablePanel, 'title' | 'note' | 'drawn' | 'readings'>,
  arms: readonly SavedArm[],
  {
    question,
    step,
    ...of
  }: { question: QuestionName; step: number | undefined } & Parameters<typeof wordsOfRuns>[1],
): PictureWords {
  const { language } = of;
  const text = insideTexts[language];
  const networks = readings(step).flatMap((reading) => {
    const arm = arms.find(({ name }) => name === reading.name);
    return arm ? [{ ...reading, arm }] : [];
  });
  const atStep = (of: number) => saveTexts[language].atStep(countText(of));
  // Where all are read at the same step, it is said once.
  const steps = [...new Set(networks.flatMap(({ step }) => step ?? []))];
  const common = steps.length === 1 ? [atStep(steps[0]!)] : [];
  const legend = networks.map(({ arm: { name, label, colour, dash }, step, value }): LegendItem => {
    const own = steps.length > 1 && step !== undefined ? ` (${atStep(step)})` : '';
    return {
      sign: { kind: 'line', colour, dash },
      name,
      text: (value === undefined ? label : text.differs(label, value)) + own,
    };
  });
  const runs = networks.map(({ arm }) => arm.run);
  const { shared, origin } = wordsOfRuns(runs, of);
  const [settings = '', trained = '', ...rest] = origin;
  const looked = runs.some(({ recorded }) => recorded)
    ? text.inside.recorded(trained)
    : [trained, text.inside.measured].filter((words) => words !== '').join(text.gap);
  return {
    language,
    title: [text.inside.questions[question], title, ...(note ? [note] : [])].join(' · '),
    shared,
    legend: [legend, [...common, ...(drawn.file.said ?? [])].map((text) => ({ text }))],
    origin: [settings, looked, ...rest],
  };
}

/** Of the names of files. */
export function subjectOf(question: QuestionName, { quantity, of }: PanelFile): string {
  return ['inside', question, quantity, ...(of ? [of.toLowerCase()] : [])].join('-');
}

export function drawnTable(drawn: Drawn, nameInFile: NameInFile): Table {
  switch (drawn.kind) {
    case 'curves':
      return panelTable(drawn.curves, drawn.file, nameInFile);
    case 'profile':
      return profileTable(drawn.curves, drawn.file, nameInFile);
    case 'values':
      return [['quantity', 'value'], ...drawn.values.map(({ name, value }) => [name, value])];
    case 'boxes':
      return boxesTable(drawn.boxes, drawn.file, nameInFile);
  }
}

/** In English, whatever the page speaks. */
export function namesOf(arms: readonly Pick<ShownArm, 'name' | 'config' | 'shown'>[]): NameInFile {
  const names = namesInFiles(arms.map(({ config }) => config));
  const called = new Map(
    arms.map(({ name, shown }, i) => [name, [names[i], `seed ${shown.seed}`].join(texts.en.comma)]),
  );
  return (letter) => called.get(letter) ?? letter;
}

/** The run of a network that is shown: a recorded one, or one of the lab with the engine that trains it. */
export function trainedRun(
  { config, recorded }: Pick<ShownArm, 'config' | 'recorded'>,
  runs: readonly Pick<LabState['runs'][number], 'record' | 'engine'>[],
): TrainedRun {
  return recorded ?? { config, engine: runs.find(({ record }) => record.config === config)?.engine };
}
