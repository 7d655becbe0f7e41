/** The keys of the page. */
import { useText } from '../../text/language.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { type Shortcut, shortcutKeys, shortcuts } from './shortcuts.ts';

export function KeysSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const text = useText();
  const shown: Partial<Record<Shortcut, string>> = { space: text.shortcuts.space, step: '→' };
  return (
    <Sheet title={text.shortcuts.title} open={open} onOpenChange={onOpenChange}>
      <dl className="keys">
        {shortcuts.map((shortcut) => (
          <div key={shortcut}>
            <dt>
              <kbd>{shown[shortcut] ?? shortcutKeys[shortcut].toUpperCase()}</kbd>
            </dt>
            <dd>{text.shortcuts.keys[shortcut]}</dd>
          </div>
        ))}
      </dl>
    </Sheet>
  );
}
