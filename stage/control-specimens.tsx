/** Buttons, choices, fields and notices. */
import { Play, RotateCcw } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { Choice, Progress, Switch } from '../src/ui/controls.tsx';
import { LogSlider } from '../src/ui/log-slider.tsx';
import { MenuButton } from '../src/ui/menu-button.tsx';
import { Notice } from '../src/ui/notice.tsx';
import { numberWithin, ParsedField } from '../src/ui/parsed-field.tsx';
import { Failed, ToolFailed } from '../src/ui/part.tsx';
import { SaveButton } from '../src/ui/save/save-button.tsx';
import { Select } from '../src/ui/select.tsx';
import { TipButton } from '../src/ui/tip.tsx';
import type { SpecimenGroup } from './specimen.ts';

const options = [
  { value: 'article', label: 'Article' },
  { value: 'paper', label: 'Paper' },
  { value: 'modern', label: 'Modern' },
] as const;

function AChoice({ start }: { start?: 'article' }) {
  const [value, setValue] = useState<string | undefined>(start);
  return <Choice legend="Preset" options={options} value={value} onChange={setValue} />;
}

function ASelect(props: Partial<ComponentProps<typeof Select>>) {
  const [value, setValue] = useState('article');
  return <Select label="Loss" options={options} value={value} onChange={setValue} {...props} />;
}

function AMenu() {
  const [value, setValue] = useState<string>('article');
  return <MenuButton label="Preset" options={options} value={value} onChange={setValue} />;
}

function ATip() {
  return (
    <TipButton tip="One step more" aria-label="One step more">
      <RotateCcw aria-hidden="true" size={16} />
    </TipButton>
  );
}

function ASave() {
  return (
    <SaveButton
      subject="specimen"
      chart={<svg className="curves" />}
      words={() => ({ language: 'en', title: 'A chart', shared: [], legend: [], origin: [] })}
      table={() => [['step', 'A']]}
    />
  );
}

function ASwitch({ isOn }: { isOn: boolean }) {
  const [checked, setChecked] = useState(isOn);
  return (
    <Switch checked={checked} onChange={setChecked}>
      Batch Normalization
    </Switch>
  );
}

function AField({ value, note }: { value: number; note?: string }) {
  const [current, setCurrent] = useState(value);
  return (
    <ParsedField
      label="Steps"
      value={current}
      parse={numberWithin({ min: 1, max: 1000 }, true)}
      hint="Enter a whole number from 1 to 1000."
      onChange={setCurrent}
      {...(note && { note })}
    />
  );
}

function ASlider() {
  const [value, setValue] = useState(1e-3);
  return (
    <LogSlider label="Learning rate" value={value} min={1e-5} max={0.1} format={String} onChange={setValue} />
  );
}

const action = { label: 'Retry', run: () => {} };

export const controlSpecimens: SpecimenGroup = {
  title: 'Controls',
  specimens: {
    'Button, filled': (
      <button type="button" className="primary">
        <Play aria-hidden="true" size={16} /> Run
      </button>
    ),
    'Button, filled, disabled': (
      <button type="button" className="primary" disabled>
        <Play aria-hidden="true" size={16} /> Run
      </button>
    ),
    Button: <button type="button">Another seed</button>,
    'Button, disabled': (
      <button type="button" disabled>
        Another seed
      </button>
    ),
    'Button, pressed': (
      <button type="button" aria-pressed="true">
        1E-3
      </button>
    ),
    'Button, small': (
      <button type="button" className="small">
        Whole run
      </button>
    ),
    'Button, quiet': (
      <button type="button" className="quiet">
        Glossary
      </button>
    ),
    'Button, icon': (
      <button type="button" className="quiet icon" aria-label="Reset">
        <RotateCcw aria-hidden="true" size={16} />
      </button>
    ),
    'Choice, one chosen': <AChoice start="article" />,
    'Choice, none chosen': <AChoice />,
    Select: <ASelect />,
    Menu: <AMenu />,
    'Button, with a tooltip': <ATip />,
    'Button that saves a chart': <ASave />,
    'Select, with a note': <ASelect label="Loss with a note" note="What training makes small." />,
    'Switch, off': <ASwitch isOn={false} />,
    'Switch, on': <ASwitch isOn />,
    Field: <AField value={300} />,
    'Field, with a note': <AField value={300} note="After so many the runs end." />,
    Slider: <ASlider />,
    'Progress, none': <Progress label="Nothing done" value={0} max={1} />,
    'Progress, some': <Progress label="Some done" value={0.4} max={1} />,
    'Progress, all': <Progress label="All done" value={1} max={1} />,
    'Notice, for information': <Notice kind="info">Seed changed: all runs start again.</Notice>,
    'Notice, with a way out': (
      <Notice kind="problem" action={action}>
        MNIST could not be loaded.
      </Notice>
    ),
    'Part, failed': <Failed isAgain={false} onRetry={action.run} />,
    'Part, failed again': <Failed isAgain onRetry={action.run} />,
    'Tool, failed': <ToolFailed onRetry={action.run} />,
  },
};
