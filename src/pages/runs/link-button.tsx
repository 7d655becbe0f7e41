/** Copies a link, and says so. */
import { Link } from 'lucide-react';
import { useRef, useState } from 'react';
import { useLanguage } from '../../text/language.ts';
import { saveTexts } from '../../text/save.ts';
import { copyLink } from '../../ui/save/copy-link.ts';
import { Said, type SaidWords } from '../../ui/save/said.tsx';

/** Without an address there is nothing to be copied. */
export function LinkButton({ address }: { address: string | undefined }) {
  const text = saveTexts[useLanguage((state) => state.language)];
  const button = useRef<HTMLButtonElement>(null);
  const [said, say] = useState<SaidWords>();
  return (
    <>
      <button
        ref={button}
        type="button"
        disabled={address === undefined}
        onClick={async () => {
          if (address !== undefined) say(await copyLink(address, text));
        }}
      >
        <Link aria-hidden="true" size={16} />
        {text.link}
      </button>
      <Said words={said} anchor={button.current} addressName={text.address} onClose={() => say(undefined)} />
    </>
  );
}
