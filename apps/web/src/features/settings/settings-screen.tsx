import { lazy, Suspense, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { ApiFailure } from '../../runtime/api/call.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { leave, waitingHere } from '../../runtime/start.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { changeCountingPreferences, useCountingPreferences } from '../../ui/counting-preferences.ts';
import { CheckField } from '../../ui/field.tsx';
import { chooseLocale, languageNames, locales, useLocale } from '../../ui/locale.ts';
import { Screen } from '../../ui/screen.tsx';
import { chooseTheme, themes, useTheme } from '../../ui/theme.ts';
import type { Theme } from '../../ui/theme.ts';
import { showToast } from '../../ui/toast.tsx';
import '../../ui/label.css';

const Confirm = lazy(() => import('../../ui/dialog.tsx').then((module) => ({ default: module.Confirm })));

const LeaveWaiting = lazy(() => import('./leave-waiting.tsx').then((module) => ({ default: module.LeaveWaiting })));

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
  /** How many entries wait, while it is asked. */
  const [asking, setAsking] = useState<number>();
  useEffect(() => void navigator.storage?.persisted?.().then(setKept), []);

  const ask = async () => setAsking(await waitingHere());
  const go = async () => {
    setAsking(undefined);
    try {
      await leave();
      showToast({ text: m.settings_left() });
      onLeft();
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure;
      showToast({ text: m.settings_left_offline() });
    }
  };

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
        <Button tone="critical" wide onClick={() => void ask()}>{m.settings_leave()}</Button>
      </div>
      <Suspense>
        {asking === 0 && <Confirm open critical title={m.settings_leave_title()} confirm={m.settings_leave()} cancel={m.ui_cancel()} onConfirm={() => void go()} onCancel={() => setAsking(undefined)}>{m.settings_leave_body()}</Confirm>}
        {asking !== undefined && asking > 0 && <LeaveWaiting waiting={asking} onLeave={() => void go()} onStay={() => setAsking(undefined)} />}
      </Suspense>
    </Screen>
  );
}
