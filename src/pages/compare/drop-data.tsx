/** Files that are dropped anywhere on the page: they are a visitor's own data, and no page to go to. */
import { useEffect, useState } from 'react';
import { useText } from '../../text/language.ts';
import { later } from '../../ui/later.tsx';
import { OpenSheet } from '../../ui/sheet.tsx';

const OwnDataSheet = later(() => import('./own-data-sheet.tsx'));

export default function DropData() {
  const text = useText();
  const [files, setFiles] = useState<readonly File[]>();
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setFiles([...event.dataTransfer.files]);
    };
    addEventListener('dragover', over);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragover', over);
      removeEventListener('drop', drop);
    };
  }, []);
  if (!files) return null;
  return (
    <OpenSheet title={text.ownImages} onClose={() => setFiles(undefined)}>
      <OwnDataSheet files={files} />
    </OpenSheet>
  );
}
