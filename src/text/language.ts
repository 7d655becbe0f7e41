/** Which language the page speaks: the address's, the visitor's last choice, or the browser's. */
import { create } from 'zustand';
import { type Text, texts } from './text.ts';

export type Language = keyof typeof texts;
export const languageNames: Record<Language, string> = { ja: '日本語', en: 'English' };

const STORAGE_KEY = 'batchnorm-lab.language';

/** A language for a visitor, from the wishes at hand, strongest first. */
export function pickLanguage(wishes: readonly (string | null | undefined)[]): Language {
  for (const wish of wishes) {
    const language = wish?.slice(0, 2).toLowerCase();
    if (language === 'ja' || language === 'en') return language;
  }
  return 'en';
}

function storedLanguage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
    return null;
  }
}

interface LanguageState {
  language: Language;
  speak(language: Language): void;
}

export const useLanguage = create<LanguageState>((set) => ({
  language: pickLanguage([
    new URLSearchParams(location.search).get('lang'),
    storedLanguage(),
    ...navigator.languages,
  ]),
  speak(language) {
    try {
      localStorage.setItem(STORAGE_KEY, language);
    } catch {
      // As above.
    }
    set({ language });
  },
}));

/** The page's words in the current language. */
export function useText(): Text {
  return texts[useLanguage((state) => state.language)];
}
