/** Says which engine trains, why, and how fast the engines are; lets the visitor choose another, or measure again. */
import { type EngineChoice, engineChoiceSchema } from '../engine/choose.ts';
import { engineNames } from '../engine/engine.ts';
import { chooseEngine, trials, useLab, useTrials } from '../lab/instance.ts';
import { useText } from '../text/language.ts';
import { Select } from '../ui/controls.tsx';
import { engineText } from './engine-text.ts';

export function EngineBadge() {
  const text = useText();
  const choice = useLab((state) => state.engineChoice);
  const engine = useLab((state) => state.engine);
  const nextEngine = useLab((state) => state.nextEngine);
  const measuring = useTrials((state) => state.measuring);
  const knowledge = useTrials((state) => state.knowledge);
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
        onChange={(value) => chooseEngine(engineChoiceSchema.parse(value))}
      />
      <div className="engine-reason">
        <div>
          <span aria-live="polite">
            {engine
              ? engineText({ choice, engine, nextEngine, measuring, knowledge }, text)
              : text.engine.starting}
          </span>
          {choice === 'auto' && engine && (
            <>
              {' '}
              {/* Not disabled: whoever has pressed it keeps the focus. */}
              <button
                type="button"
                className="inline"
                aria-disabled={measuring !== undefined}
                onClick={() => measuring === undefined && trials.again()}
              >
                {text.engine.again}
              </button>
            </>
          )}
        </div>
      </div>
    </div>
  );
}
