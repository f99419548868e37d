import { m } from '../../paraglide/messages.js';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { chooseLocale, languageNames, locales, useLocale } from '../../ui/locale.ts';
import { chooseTheme, themes, useTheme } from '../../ui/theme.ts';

const themeWords = {
  system: m.desk_frame_theme_system,
  light: m.desk_frame_theme_light,
  dark: m.desk_frame_theme_dark,
  outdoor: m.desk_frame_theme_outdoor,
} as const;

/** Language and appearance of this browser. */
export function Preferences() {
  const locale = useLocale();
  const theme = useTheme();
  return (
    <div className="grid grid-cols-[repeat(auto-fit,minmax(7.5rem,1fr))] gap-2">
      <SelectField
        hideLabel
        label={m.desk_frame_language()}
        value={locale}
        options={locales.map((value) => ({ value, label: languageNames[value] }))}
        onChange={(value) => chooseLocale(locales.find((each) => each === value) ?? locale)}
      />
      <SelectField
        hideLabel
        label={m.desk_frame_theme()}
        value={theme}
        options={themes.map((value) => ({ value, label: themeWords[value]() }))}
        onChange={(value) => chooseTheme(themes.find((each) => each === value) ?? theme)}
      />
    </div>
  );
}
