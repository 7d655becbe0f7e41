/** The words of the settings and of all, in the current language. */
import { useLanguage } from '../../text/language.ts';
import { type SettingsText, settingsTexts } from '../../text/settings.ts';

export function useSettingsText(): SettingsText {
  return settingsTexts[useLanguage((state) => state.language)];
}
