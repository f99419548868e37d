import { chooseLocale, languageNames, locales, useLocale } from './locale.ts';

/** The other language, by its own name. */
export function LanguageSwitch() {
  const locale = useLocale();
  const other = locales.find((each) => each !== locale) ?? locale;
  return (
    <button type="button" lang={other} className="button button-quiet !px-3" onClick={() => chooseLocale(other)}>
      {languageNames[other]}
    </button>
  );
}
