/** The menu by which a chart is saved, and what is said when it was. */
import { Menu } from '@base-ui/react/menu';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../text/language.ts';
import { saveTexts } from '../../text/save.ts';
import { copyLink } from './copy-link.ts';
import { Said, type SaidWords } from './said.tsx';
import type { FileKind, Saveable } from './save.ts';
import { SaveTrigger } from './save-trigger.tsx';

const KINDS: readonly FileKind[] = ['png', 'svg', 'csv'];

interface SaveButtonProps extends Saveable {
  /** Where the chart is seen; the page's own without one, and null where no address shows it. */
  address?: string | null;
  /** Where it comes when it was asked for: the click that asked, which opens its menu at once. */
  clicked?: Pick<MouseEvent, 'detail'>;
}

export function SaveButton({ address, clicked, ...saveable }: SaveButtonProps) {
  const text = saveTexts[useLanguage((state) => state.language)];
  const button = useRef<HTMLButtonElement>(null);
  const [said, say] = useState<SaidWords>();
  const isGone = useRef(false);
  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  const opening = useRef(clicked);
  useEffect(() => {
    const click = opening.current;
    opening.current = undefined;
    // As it came: keys choose the first at once, a pointer does not.
    if (click)
      button.current?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: click.detail }));
  }, []);
  const tell = (words: SaidWords) => {
    if (!isGone.current) say(words);
  };
  const save = async (kind: FileKind) => {
    try {
      const { saveAs } = await import('./save.ts');
      tell({ text: text.saved(await saveAs(kind, saveable)) });
    } catch {
      tell({ text: text.failed[kind], isProblem: true });
    }
  };
  return (
    <>
      <Menu.Root
        onOpenChange={(open) => {
          if (open) say(undefined);
        }}
      >
        <Menu.Trigger ref={button} render={<SaveTrigger />} />
        <Menu.Portal>
          <Menu.Positioner className="over" align="end" sideOffset={4} collisionPadding={8}>
            <Menu.Popup className="select-popup select-list" aria-label={text.save}>
              {KINDS.map((kind) => (
                <Menu.Item key={kind} className="select-item" onClick={() => void save(kind)}>
                  {text[kind]}
                </Menu.Item>
              ))}
              {address !== null && (
                <Menu.Item
                  className="select-item"
                  onClick={async () => tell(await copyLink(address ?? location.href, text))}
                >
                  {text.link}
                </Menu.Item>
              )}
            </Menu.Popup>
          </Menu.Positioner>
        </Menu.Portal>
      </Menu.Root>
      <Said words={said} anchor={button.current} addressName={text.address} onClose={() => say(undefined)} />
    </>
  );
}
