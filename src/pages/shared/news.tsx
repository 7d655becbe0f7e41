/** What the visitor should know right now: failures, restarts, a newer version. */
import { useState } from 'react';
import { useStore } from 'zustand';
import type { LabState } from '../../lab/comparison/state.ts';
import { address, lab, useLab, useQueue } from '../../lab/instance.ts';
import { update } from '../../offline/update.ts';
import { useText } from '../../text/language.ts';
import type { Text } from '../../text/text.ts';
import { later } from '../../ui/later.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Part } from '../../ui/part.tsx';
import { PHONE, useMedia } from '../../ui/use-media.ts';
import { settingName } from './arm-names.ts';
import { InterruptedNews, KeepingNews } from './kept.tsx';
import { ProblemText } from './problem-text.tsx';
import { usePage } from './route.ts';

// Hardly any visit shows it.
const UpdateNotice = later(() => import('./update-notice.tsx'));
const DownloadNews = later(() => import('./download-news.tsx'));

/** A piece that fails takes none of what it stands above. */
export function News() {
  return (
    <Part>
      <AllNews />
    </Part>
  );
}

function AllNews() {
  const text = useText();
  const data = useLab((state) => state.data);
  const [seen, setSeen] = useState(false);
  const loadUpdate = useStore(update).load;
  const isPhone = useMedia(PHONE);
  return (
    <div className="news">
      {!seen && address.problems.length > 0 && (
        <Notice kind="problem" action={{ label: text.buttons.dismiss, run: () => setSeen(true) }}>
          {address.problems.map(({ name, value }) => (
            <div key={`${name} ${value}`}>{text.addressProblem(name, value)}</div>
          ))}
        </Notice>
      )}
      {data.phase === 'failed' && (
        <Notice kind="problem" action={{ label: text.buttons.retry, run: () => lab.retryData() }}>
          {data.error?.code !== 'own-missing' && <b>{text.data.failed}</b>}{' '}
          {data.error && <ProblemText problem={data.error} />}
        </Notice>
      )}
      {(data.phase === 'stopped' || (data.phase === 'loading' && !data.fromCache)) && (
        <Part>
          <DownloadNews data={data} />
        </Part>
      )}
      {data.warning && (
        <Notice kind="info">
          <ProblemText problem={data.warning} />
        </Notice>
      )}
      <KeepingNews />
      <QueueNews />
      {loadUpdate && (
        <Part>
          <UpdateNotice load={loadUpdate} />
        </Part>
      )}
      {isPhone && <RestartNews />}
      {isPhone && <InterruptedNews />}
    </div>
  );
}

/** Why the runs are new, and how to have finished ones back. Beside the transport or, on a phone, among the other news. */
export function RestartNews() {
  const text = useText();
  const restart = useLab((state) => state.restart);
  const previous = useLab((state) => state.previous);
  if (usePage() !== 'compare' || (!restart && !previous)) return null;
  const undo = { label: text.buttons.undo, run: () => lab.undo() };
  return (
    <Notice kind="info" {...(previous && { action: undo })}>
      {restart ? restartText(restart, text) : text.charts.ghosts}
    </Notice>
  );
}

/** Runs here and any number in the queue would take the machine from each other: one waits, and it is said. */
function QueueNews() {
  const text = useText();
  const status = useQueue((state) => state.status);
  const done = useQueue((state) => state.done);
  const total = useQueue((state) => state.total);
  if (usePage() !== 'compare') return null;
  if (status === 'waiting') return <Notice kind="info">{text.queueNews.holds(total - done)}</Notice>;
  if (status === 'running') return <Notice kind="info">{text.queueNews.queueTrains(done, total)}</Notice>;
  return null;
}

/** So many settings are named; of more there would be a list that nobody reads. */
const FEW = 3;

function restartText({ setting, changed = [] }: NonNullable<LabState['restart']>, text: Text): string {
  switch (setting) {
    case 'comparison':
      return changed.length > FEW
        ? text.openedMany(changed.length)
        : text.opened(changed.map((one) => settingName(one, text)).join(text.comma));
    case 'engine':
      return text.restarted(text.engine.label);
    case 'preset':
      return text.restarted(text.preset);
    case 'arms':
      return text.restarted(text.runs);
    default:
      return text.restarted(settingName(setting, text));
  }
}
