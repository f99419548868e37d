import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { Chips } from '../../ui/chips.tsx';
import { changeCountingPreferences, useCountingPreferences } from '../../ui/counting-preferences.ts';
import { CheckField } from '../../ui/field.tsx';
import { chooseLocale, languageNames, locales, useLocale } from '../../ui/locale.ts';
import { LeavePhone } from '../../ui/leave-phone.tsx';
import { Screen } from '../../ui/screen.tsx';
import { chooseTheme, themes, useTheme } from '../../ui/theme.ts';
import type { Theme } from '../../ui/theme.ts';
import '../../ui/label.css';

const themeNames = {
  system: m.settings_theme_system,
  light: m.settings_theme_light,
  dark: m.settings_theme_dark,
  outdoor: m.settings_theme_outdoor,
} as const satisfies Record<Theme, () => string>;

const guards = ['0', '80', '120', '200'] as const;

interface SettingsScreenProps {
  readonly status: ReactNode;
  readonly notifications: ReactNode;
  readonly onLeft: () => void;
}

/** Language, appearance, pads, notices, storage, and leaving this phone. */
export function SettingsScreen({ status, notifications, onLeft }: SettingsScreenProps) {
  const locale = useLocale();
  const theme = useTheme();
  const me = useIdentity();
  const counting = useCountingPreferences();
  const [kept, setKept] = useState<boolean>();
  useEffect(() => void navigator.storage?.persisted?.().then(setKept), []);

  return (
    <Screen title={m.settings_title()} note={me && m.settings_about({ name: me.person.name, organization: me.organization.name })} back="/floor" trailing={status}>
      <div className="grid gap-6">
        <Chips label={m.settings_language()} columns={2} options={locales.map((value) => ({ value, label: languageNames[value] }))} value={locale} onChange={chooseLocale} />
        <Chips label={m.settings_theme()} columns={2} options={themes.map((value) => ({ value, label: themeNames[value]() }))} value={theme} onChange={chooseTheme} />
        <div>
          <Chips label={m.settings_guard()} columns={4} options={guards.map((value) => ({ value, label: value === '0' ? m.settings_guard_off() : m.settings_guard_ms({ n: value }) }))} value={guards.find((value) => Number(value) === counting.guardMs)} onChange={(value) => changeCountingPreferences({ guardMs: Number(value) })} />
          <p className="mt-1.5 text-s text-ink-3">{m.settings_guard_hint()}</p>
        </div>
        <CheckField label={m.settings_tick()} hint={m.settings_tick_hint()} checked={counting.tick} onChange={(tick) => changeCountingPreferences({ tick })} />
        <section aria-labelledby="notify">
          <h2 id="notify" className="field-label">{m.settings_notify()}</h2>
          {notifications}
        </section>
        {kept !== undefined && <p className="text-s text-ink-3">{m.settings_storage()} · {kept ? m.settings_storage_kept() : m.settings_storage_not()}</p>}
        <LeavePhone label={m.settings_leave()} onLeft={onLeft} />
      </div>
    </Screen>
  );
}
