/** Light, dark, or as the system is: the visitor's choice, remembered, and set on the document. */
import { create } from 'zustand';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const STORAGE_KEY = 'batchnorm-lab.theme';

/** What was kept as a theme; anything else leaves it to the system. */
export function themeOf(kept: string | null): Theme {
  return themes.find((theme) => theme === kept) ?? 'system';
}

/** The theme that a switch with one button comes to next. */
export function nextTheme(theme: Theme): Theme {
  return themes[(themes.indexOf(theme) + 1) % themes.length]!;
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
    return null;
  }
}

function apply(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

interface ThemeState {
  theme: Theme;
  choose(theme: Theme): void;
}

export const useTheme = create<ThemeState>((set) => ({
  theme: 'system',
  choose(theme) {
    try {
      localStorage.setItem(STORAGE_KEY, theme);
    } catch {
      // As above.
    }
    apply(theme);
    set({ theme });
  },
}));

/** Takes up the theme that was chosen before; due before anything is drawn. */
export function openTheme(): void {
  const theme = themeOf(stored());
  apply(theme);
  useTheme.setState({ theme });
}
