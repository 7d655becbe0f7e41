/** A newer version of the lab waits. It comes when it is asked for, and otherwise with a later visit. */
import { useLanguage } from '../../text/language.ts';
import { updateWords } from '../../text/update.ts';
import { Notice } from '../../ui/notice.tsx';

export default function UpdateNotice({ load }: { load: () => void }) {
  const { language } = useLanguage();
  const words = updateWords[language];
  return (
    <Notice kind="info" action={{ label: words.load, run: load }}>
      {words.waits}
    </Notice>
  );
}
