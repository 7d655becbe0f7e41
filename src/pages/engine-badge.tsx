/** Says which engine trains; what opens at it says more. */
import type { EngineReason } from '../engine/choose.ts';
import { useLab } from '../lab/instance.ts';
import { useText } from '../text/language.ts';
import { later } from '../ui/later.tsx';
import { Popup } from '../ui/popup.tsx';

const EngineDetails = later(() => import('./engine-details.tsx'));

/** Reasons that are nothing to look into. */
const USUAL: readonly EngineReason[] = ['chosen', 'fastest', 'measuring', 'no-webgl', 'resumed'];

export function EngineBadge() {
  const text = useText();
  const engine = useLab((state) => state.engine);
  const name = engine ? text.engine.names[engine.engine] : text.engine.starting;
  return (
    <Popup
      title={text.engine.label}
      buttonClass="quiet engine-badge"
      panelClass="engine-popup"
      label={
        <>
          <span className="visually-hidden">{text.engine.label}: </span>
          <span
            className="engine-dot"
            data-odd={engine !== undefined && !USUAL.includes(engine.reason)}
            aria-hidden="true"
          />
          <span className="engine-name">{name}</span>
          <span className="engine-cores"> · {text.cores(navigator.hardwareConcurrency)}</span>
        </>
      }
    >
      <EngineDetails />
    </Popup>
  );
}
