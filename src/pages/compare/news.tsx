/** What the visitor should know right now: failures and restarts. */
import { useState } from 'react';
import { address, lab, useLab, useQueue } from '../../lab/instance.ts';
import type { Restart } from '../../lab/state.ts';
import type { Text } from '../../text/en.ts';
import { useLanguage, useText } from '../../text/language.ts';
import { problemText } from '../../text/problems.ts';
import { Notice } from '../../ui/controls.tsx';
import { usePage } from '../route.ts';

export function News() {
  const text = useText();
  const language = useLanguage((state) => state.language);
  const data = useLab((state) => state.data);
  const restart = useLab((state) => state.restart);
  const [seen, setSeen] = useState(false);
  return (
    <div className="news">
      {!seen && address.problems.length > 0 && (
        <Notice kind="problem" action={{ label: text.buttons.dismiss, run: () => setSeen(true) }}>
          {address.problems.map(({ name, value }) => (
            <div key={name}>{text.addressProblem(name, value)}</div>
          ))}
        </Notice>
      )}
      {data.phase === 'failed' && (
        <Notice kind="problem" action={{ label: text.buttons.retry, run: () => lab.retryData() }}>
          <b>{text.data.failed}.</b> {data.error && problemText(data.error, language)}
        </Notice>
      )}
      {data.warning && <Notice kind="info">{problemText(data.warning, language)}</Notice>}
      <QueueNews />
      {restart && <Notice kind="info">{text.restarted(settingName(restart.setting, text))}</Notice>}
    </div>
  );
}

/** Two runs here and any number in the queue would take the machine from each other: one waits, and it is said. */
function QueueNews() {
  const text = useText();
  const status = useQueue((state) => state.status);
  const done = useQueue((state) => state.done);
  const total = useQueue((state) => state.total);
  if (usePage() !== 'compare') return null;
  if (status === 'waiting') return <Notice kind="info">{text.queue.holds(total - done)}</Notice>;
  if (status === 'running') return <Notice kind="info">{text.queue.queueTrains(done, total)}</Notice>;
  return null;
}

function settingName(setting: Restart['setting'], text: Text): string {
  switch (setting) {
    case 'engine':
      return text.engine.label;
    case 'preset':
      return text.preset;
    case 'learningRate':
      return text.learningRate;
    case 'batchNorm':
      return text.runs;
    default:
      return text.fields[setting];
  }
}
