import { dayTypes } from '@fieldloop/domain/payload';
import type { DayType } from '@fieldloop/domain/payload';
import type { Payloads } from '@fieldloop/domain/payloads';
import type { DayMarks } from '@fieldloop/domain/records/day';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useRecord } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { formatDay } from '../../ui/desk-format/instants.ts';
import { TextField } from '../../ui/field.tsx';
import { useLocale } from '../../ui/locale.ts';
import { Screen } from '../../ui/screen.tsx';
import { LoadingState } from '../../ui/state.tsx';
import { siteDaySpan } from '../../ui/site-time.ts';
import { showToast } from '../../ui/toast.tsx';

type Weather = NonNullable<Payloads['day-marked']['weather']>;

const weathers = {
  sunny: m.weather_sunny,
  cloudy: m.weather_cloudy,
  overcast: m.weather_overcast,
  'light-rain': m.weather_light_rain,
  rain: m.weather_rain,
  'heavy-rain': m.weather_heavy_rain,
  snow: m.weather_snow,
  hot: m.weather_hot,
  cold: m.weather_cold,
} as const satisfies Record<Weather, () => string>;

const types = {
  workday: m.day_type_workday,
  friday: m.day_type_friday,
  saturday: m.day_type_saturday,
  sunday: m.day_type_sunday,
  holiday: m.day_type_holiday,
  'make-up-workday': m.day_type_make_up_workday,
  promotion: m.day_type_promotion,
} as const satisfies Record<DayType, () => string>;

interface DayScreenProps {
  readonly floor: Floor;
  readonly status: ReactNode;
  readonly onSaved: () => void;
}

/** What makes this day unlike its weekday, tapped by the lead at opening. */
export function DayScreen({ floor, status, onSaved }: DayScreenProps) {
  const { day } = siteDaySpan(serverNow(), floor.site.timeZone);
  const marks = useRecord(floor.scope, 'day', day);
  if (marks.state === 'loading') return <Screen title={m.day_title()} back="/floor"><LoadingState label={m.ui_loading()} /></Screen>;
  return <DayForm key={day} floor={floor} day={day} marks={marks.value} status={status} onSaved={onSaved} />;
}

function DayForm({ floor, day, marks, status, onSaved }: DayScreenProps & { readonly day: string; readonly marks: DayMarks | undefined }) {
  const locale = useLocale();
  const [weather, setWeather] = useState(marks?.weather?.value);
  const [type, setType] = useState(marks?.dayType?.value);
  const [event, setEvent] = useState(marks?.events?.value.join(' · ') ?? '');
  const save = async () => {
    const events = event.split(/[·,，、;；]/u).map((each) => each.trim().slice(0, 200)).filter(Boolean).slice(0, 10);
    await write('day-marked', { day, events, ...(weather ? { weather } : {}), ...(type ? { dayType: type } : {}) });
    showToast({ text: m.day_saved() });
    onSaved();
  };
  return (
    <Screen title={m.day_title()} note={formatDay(serverNow(), floor.site.timeZone, locale)} back="/floor" trailing={status} footer={<Button tone="primary" onClick={() => void save()}>{m.day_save()}</Button>}>
      <div className="grid gap-5">
        <p className="text-ink-2">{m.shift_day_marks_hint()}</p>
        <Chips label={m.day_weather()} columns={3} options={(Object.keys(weathers) as Weather[]).map((value) => ({ value, label: weathers[value]() }))} value={weather} onChange={setWeather} />
        <Chips label={m.day_type()} columns={3} options={dayTypes.map((value) => ({ value, label: types[value]() }))} value={type} onChange={setType} />
        <TextField label={`${m.day_events()} · ${m.ui_optional()}`} hint={m.day_event_hint()} maxLength={400} value={event} onChange={(change) => setEvent(change.currentTarget.value)} />
      </div>
    </Screen>
  );
}
