/** Says which engine trains, and why, and lets the visitor choose another. */
import { type EngineChoice, engineChoiceSchema } from '../engine/choose.ts';
import { engineNames } from '../engine/engine.ts';
import { lab, useLab } from '../lab/instance.ts';
import { useText } from '../text/language.ts';
import { Select } from '../ui/controls.tsx';
import { durationText } from '../ui/format.ts';

export function EngineBadge() {
  const text = useText();
  const choice = useLab((state) => state.engineChoice);
  const engine = useLab((state) => state.engine);
  const auto = engine ? `${text.engine.auto}: ${text.engine.names[engine.engine]}` : text.engine.auto;
  const options = [
    { value: 'auto' as EngineChoice, label: choice === 'auto' ? auto : text.engine.auto },
    ...engineNames.map((name) => ({ value: name as EngineChoice, label: text.engine.names[name] })),
  ];
  return (
    <div className="engine-badge" title={engine?.renderer}>
      <Select
        label={text.engine.label}
        hideLabel
        options={options}
        value={choice}
        onChange={(value) => lab.chooseEngine(engineChoiceSchema.parse(value))}
      />
      <span className="engine-reason">
        {engine
          ? `${text.engine.reasons[engine.reason]} ${text.engine.warmUp(durationText(engine.warmUp))}`
          : text.engine.starting}
      </span>
    </div>
  );
}
