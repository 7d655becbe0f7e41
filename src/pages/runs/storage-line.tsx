/** How much of the browser's storage is in use, and whether it stays. */
import { library, useLibrary } from '../../lab/keeping/instance.ts';
import { useRunsText } from './use-text.ts';

export function StorageLine() {
  const words = useRunsText().runsPage;
  const usage = useLibrary((state) => state.usage);
  const isPersistent = useLibrary((state) => state.isPersistent);
  const isRefused = useLibrary((state) => state.isRefused);
  return (
    <footer className="storage-line hint">
      <span>
        {usage && words.storage(megabytes(usage.bytes), megabytes(usage.most))}{' '}
        {isPersistent ? words.kept : isRefused ? words.keepRefused : words.keepHow}
      </span>
      {!isPersistent && (
        <button type="button" className="small" onClick={() => void library.persist()}>
          {words.keep}
        </button>
      )}
    </footer>
  );
}

const megabytes = (bytes: number) => Math.round(bytes / 1e6).toLocaleString('en');
