/** The button by which a chart is saved, without what it opens: that may come when it is pressed. */
import { mergeProps } from '@base-ui/react/merge-props';
import { Download } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { useLanguage } from '../../text/language.ts';
import { saveTexts } from '../../text/save.ts';
import { TipButton } from '../tip.tsx';

export function SaveTrigger(given: Omit<ComponentPropsWithRef<'button'>, 'title' | 'type'>) {
  const text = saveTexts[useLanguage((state) => state.language)];
  // Where its menu is open already, it is known what it is for.
  const props = isOpen(given['aria-expanded']) ? mergeProps<'button'>(noTip, given) : given;
  return (
    <TipButton {...props} tip={text.tip} className="icon save-button" aria-label={text.save}>
      <Download aria-hidden="true" size={15} />
    </TipButton>
  );
}

const isOpen = (expanded: unknown) => expanded === true || expanded === 'true';

type Props = Parameters<typeof mergeProps<'button'>>[0];
/** In place of what the button does of its own. */
const noTip: Exclude<Props, undefined | ((...given: never[]) => unknown)> = {
  onPointerEnter: (event) => event.preventBaseUIHandler(),
  onFocus: (event) => event.preventBaseUIHandler(),
};
