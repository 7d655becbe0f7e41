/** MNIST that comes slowly: how far it is, in words, how to stop it and how to go on. Loaded with the first download. */
import { useState } from 'react';
import type { DataState } from '../../data/data-loader.ts';
import { lab, stopDownload } from '../../lab/instance.ts';
import { downloadWords } from '../../text/download.ts';
import { useLanguage, useText } from '../../text/language.ts';
import { timeLeftText } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { downloadTimeLeft, isLong } from './slow-download.ts';

export default function DownloadNews({ data }: { data: DataState }) {
  const words = downloadWords[useLanguage((state) => state.language)];
  // Each part of the data is measured by itself: with the first run the total is another.
  if (data.phase !== 'stopped') return <SlowDownload key={data.totalBytes} data={data} />;
  return (
    <Notice kind="info" action={{ label: words.goOn, run: () => lab.retryData() }}>
      {words.stopped(megabytes(data.loadedBytes), megabytes(data.totalBytes))}
    </Notice>
  );
}

function SlowDownload({ data: { loadedBytes, totalBytes } }: { data: DataState }) {
  const text = useText();
  const words = downloadWords[useLanguage((state) => state.language)];
  const now = { at: performance.now(), bytes: loadedBytes };
  const [from] = useState(now);
  const [isSlow, setSlow] = useState(false);
  const left = downloadTimeLeft(from, now, totalBytes);
  // Whoever has read of it can stop it until its end, also when it becomes quicker.
  if (!isSlow && isLong(left)) setSlow(true);
  if (!isSlow) return null;
  return (
    <Notice kind="info" action={{ label: words.stop, run: stopDownload }}>
      {words.slow} {/* Said once: numbers that change all the time are read by whoever wants to. */}
      <span className="number" aria-live="off">
        {words.progress(megabytes(loadedBytes), megabytes(totalBytes))}
        {left !== undefined && Number.isFinite(left) && words.left(timeLeftText(left, text))}
      </span>
    </Notice>
  );
}

const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2);
