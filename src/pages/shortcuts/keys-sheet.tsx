/** The keys of the page. */
import { useText } from '../../text/language.ts';
import { OpenSheet } from '../../ui/sheet.tsx';
import { type Shortcut, shortcutKeys, shortcuts } from './shortcuts.ts';

export function KeysSheet({ onClose }: { onClose: () => void }) {
  const text = useText();
  const shown: Partial<Record<Shortcut, string>> = { space: text.shortcuts.space, step: '→' };
  return (
    <OpenSheet title={text.shortcuts.title} onClose={onClose}>
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
    </OpenSheet>
  );
}
