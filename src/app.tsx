/** The frame around the pages: title, pages, engine, language, colours, keys. */
import { Keyboard, Monitor, MonitorPlay, Moon, Sun } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { ComparePage } from './pages/compare/compare-page.tsx';
import { EngineBadge } from './pages/engine-badge.tsx';
import { GlossarySheet } from './pages/glossary-sheet.tsx';
import { type PageName, pageNames, usePage } from './pages/shared/route.ts';
import { KeysSheet } from './pages/shortcuts/keys-sheet.tsx';
import { useShortcuts } from './pages/shortcuts/use-shortcuts.ts';
import { type Language, languageNames, useLanguage, useText } from './text/language.ts';
import { texts } from './text/text.ts';
import { Boundary } from './ui/boundary.tsx';
import { later } from './ui/later.tsx';
import { Part } from './ui/part.tsx';
import { usePresent } from './ui/present.ts';
import { nextTheme, type Theme, useTheme } from './ui/theme.ts';
import { TipButton } from './ui/tip.tsx';
import { warmLetters } from './ui/warm-letters.ts';

const pages: Record<PageName, React.ComponentType> = {
  compare: ComparePage,
  inside: later(() => import('./pages/inside/inside-page.tsx')),
  reproduce: later(() => import('./pages/reproduce/reproduce-page.tsx')),
  sweep: later(() => import('./pages/sweep/sweep-page.tsx')),
  runs: later(() => import('./pages/runs/runs-page.tsx')),
};

// Who drops files has seen the page before; without it, as without a network, they open as files do.
const DropData = later(() => import('./pages/compare/drop-data.tsx'));

const ICON = 17;

export function App() {
  const text = useText();
  const { language } = useLanguage();
  const name = usePage();
  const Page = pages[name];
  const [areKeysShown, showKeys] = useState(false);
  useShortcuts(name, () => showKeys(true));

  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  useEffect(() => {
    document.title = name === 'compare' ? text.title : `${text.pages[name]} · ${text.title}`;
  }, [name, text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top; another language does not.
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [name]);

  return (
    <div className="app">
      <header className="app-header">
        <h1>{text.title}</h1>
        <nav className="pages" aria-label={text.pages.label}>
          {pageNames.map((page) => (
            <a key={page} href={`#${page}`} aria-current={page === name ? 'page' : undefined}>
              {text.pages[page]}
            </a>
          ))}
        </nav>
        <div className="app-tools">
          <Part size="tool">
            <EngineBadge />
          </Part>
          <Part size="tool">
            <LanguageButton />
            <ThemeButton />
            {name === 'compare' && <PresentButton />}
          </Part>
        </div>
      </header>
      {/* With a key the page before goes at once; without, it would stay hidden until the next is loaded. */}
      <Part key={name} meanwhile={<main className="many" />}>
        <Page />
      </Part>
      <footer className="app-footer">
        <span>{text.footer}</span>
        <span className="footer-tools">
          <Part size="tool">
            <GlossarySheet />
          </Part>
          <button type="button" className="quiet" onClick={() => showKeys(true)}>
            <Keyboard aria-hidden="true" size={ICON} />
            {text.shortcuts.title}
          </button>
        </span>
      </footer>
      <Boundary>
        <Suspense>
          <DropData />
        </Suspense>
      </Boundary>
      {areKeysShown && (
        <Part>
          <KeysSheet onClose={() => showKeys(false)} />
        </Part>
      )}
    </div>
  );
}

function LanguageButton() {
  const { language, speak } = useLanguage();
  const other: Language = language === 'ja' ? 'en' : 'ja';
  // The letters of English are in every language's words.
  useEffect(() => (other === 'ja' ? warmLetters(texts.ja, 'ja') : undefined), [other]);
  return (
    <button type="button" className="quiet" lang={other} onClick={() => speak(other)}>
      {languageNames[other]}
    </button>
  );
}

const themeIcons: Record<Theme, typeof Sun> = { system: Monitor, light: Sun, dark: Moon };

function ThemeButton() {
  const text = useText();
  const { theme, choose } = useTheme();
  const Icon = themeIcons[theme];
  const label = text.theme.label(text.theme.names[theme]);
  return (
    <TipButton tip={label} className="quiet icon" aria-label={label} onClick={() => choose(nextTheme(theme))}>
      <Icon aria-hidden="true" size={ICON} />
    </TipButton>
  );
}

function PresentButton() {
  const text = useText();
  const { isPresenting, toggle } = usePresent();
  return (
    <button type="button" className="quiet present" aria-pressed={isPresenting} onClick={toggle}>
      <MonitorPlay aria-hidden="true" size={ICON} />
      {text.present}
    </button>
  );
}
