/** What the lines of all panels are. One that is pointed at, or pressed, is seen alone: the others fade. */

import { Popup } from '../../ui/popup.tsx';
import { PHONE, useMedia } from '../../ui/use-media.ts';
import { RunLine } from '../shared/run-line.tsx';
import { useInsideView } from './inside-context.ts';
import type { ShownArm } from './shown.ts';
import { useInsideText } from './use-text.ts';

/** The networks' letters: which is pointed at, and which was pressed. */
export interface Alone {
  hovered?: string;
  pressed?: string;
}

interface LegendProps {
  alone: Alone;
  onAlone: (alone: Alone) => void;
}

export function Legend(props: LegendProps) {
  const text = useInsideText();
  const { arms } = useInsideView();
  const isPhone = useMedia(PHONE);
  // Nobody has looked yet: a frame around no name would be a button for nothing.
  if (arms.length === 0) return null;
  if (!isPhone) return <Names {...props} arms={arms} />;
  return (
    <Popup
      label={
        <>
          <span className="visually-hidden">{text.inside.legend}</span>
          {arms.map(({ name, colour }) => (
            <b key={name} style={{ color: colour }}>
              {name}
            </b>
          ))}
        </>
      }
      title={text.inside.legend}
      buttonClass="inside-letters"
      panelClass="arm-popup"
    >
      <Names {...props} arms={arms} />
    </Popup>
  );
}

function Names({ alone, onAlone, arms }: LegendProps & { arms: readonly ShownArm[] }) {
  const text = useInsideText();
  const { pressed } = alone;
  return (
    <ul className="inside-names">
      {arms.map(({ name, label, colour, dash }) => (
        <li key={name}>
          <button
            type="button"
            className="quiet"
            style={{ color: colour }}
            aria-pressed={pressed === name}
            aria-description={text.inside.only(name)}
            onClick={() => onAlone(pressed === name ? {} : { pressed: name })}
            onPointerEnter={({ pointerType }) => {
              if (pointerType === 'mouse') onAlone({ ...alone, hovered: name });
            }}
            onPointerLeave={() => onAlone(pressed === undefined ? {} : { pressed })}
          >
            <RunLine colour={colour} {...(dash !== undefined && { dash })} />
            <b>{name}</b> {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
