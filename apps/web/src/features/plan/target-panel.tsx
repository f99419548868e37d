import { metricList } from '@fieldloop/domain/metrics';
import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { CheckList } from '../../ui/desk/check-list.tsx';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { SidePanel } from '../../ui/desk/side-panel.tsx';
import { toLocalInput } from '../../ui/desk-format/instants.ts';
import { localText } from '../../ui/desk-format/local-text.ts';
import { TextField } from '../../ui/field.tsx';
import { useLocale } from '../../ui/locale.ts';
import { type TargetField, type TargetForm, readTarget, typedUnit } from './target-form.ts';
import { targetDaysWords, targetWindowWords } from './target-words.ts';

interface TargetPanelProps {
  readonly plan: string;
  readonly sites: readonly string[];
  /** An earlier target of the same metric and sites goes on under its id. */
  readonly idFor: (form: TargetForm) => string;
  readonly directory: Directory;
  readonly onClose: () => void;
}

/** Sets what a metric should reach; a promise without operations' estimate is marked wherever it appears. */
export function TargetPanel({ plan, sites, idFor, directory, onClose }: TargetPanelProps) {
  const locale = useLocale();
  const zone = directory.site(sites[0] ?? '')?.timeZone ?? 'UTC';
  const [form, setForm] = useState<TargetForm>({
    metric: 'entry-rate',
    value: '',
    estimate: '',
    window: 'day',
    days: 'all',
    sites: sites.slice(0, 1),
    from: `${toLocalInput(serverNow(), zone).slice(0, 10)}T00:00`,
  });
  const [tried, setTried] = useState(false);
  const read = readTarget(form, zone);
  const wrong: ReadonlySet<TargetField> = tried && 'errors' in read ? read.errors : new Set();
  const set = (change: Partial<TargetForm>) => setForm({ ...form, ...change });
  const { share, scale } = typedUnit(form.metric);
  const bad = share ? m.desk_plan_target_bad_share() : m.desk_plan_target_bad_value();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ('errors' in read) return;
    void attempt(() => write('target-set', { ...read.payload, plan, target: idFor(form) })).then(
      (done) => done && onClose(),
    );
  };
  return (
    <SidePanel title={m.desk_plan_target_new()} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4" noValidate>
        <SelectField
          label={m.desk_plan_target_metric()}
          value={form.metric}
          options={metricList.map(({ id, title }) => ({ value: id, label: localText(title, locale) }))}
          onChange={(metric) => set({ metric })}
        />
        <CheckList
          label={m.desk_plan_sites()}
          options={sites.map((site) => ({ value: site, label: directory.siteName(site) }))}
          value={form.sites}
          onChange={(next) => set({ sites: next })}
          error={wrong.has('sites') ? m.desk_rule_error_sites() : undefined}
        />
        <TextField
          label={
            share
              ? m.desk_plan_target_value_share()
              : scale === 100
                ? m.desk_plan_target_value_money()
                : m.desk_plan_target_value()
          }
          inputMode="decimal"
          value={form.value}
          onChange={(event) => set({ value: event.currentTarget.value })}
          error={wrong.has('value') ? bad : undefined}
        />
        <TextField
          label={m.desk_plan_target_estimate()}
          hint={form.estimate === '' ? m.desk_plan_target_estimate_missing() : undefined}
          inputMode="decimal"
          value={form.estimate}
          onChange={(event) => set({ estimate: event.currentTarget.value })}
          error={wrong.has('estimate') ? bad : undefined}
        />
        <div className="grid grid-cols-2 gap-3">
          <SelectField
            label={m.desk_plan_target_window()}
            value={form.window}
            options={(['day', 'hour', 'week', 'plan'] as const).map((value) => ({
              value,
              label: targetWindowWords(value),
            }))}
            onChange={(value) =>
              set({ window: value === 'hour' || value === 'week' || value === 'plan' ? value : 'day' })
            }
          />
          <SelectField
            label={m.desk_plan_target_days()}
            value={form.days}
            options={(['all', 'weekday', 'weekend'] as const).map((value) => ({
              value,
              label: targetDaysWords(value),
            }))}
            onChange={(value) => set({ days: value === 'weekday' || value === 'weekend' ? value : 'all' })}
          />
        </div>
        <TextField
          label={m.desk_plan_target_from()}
          type="datetime-local"
          value={form.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
          error={wrong.has('from') ? m.desk_rule_error_from() : undefined}
        />
        <Button tone="primary" type="submit" className="justify-self-start">
          {m.desk_plan_target_publish()}
        </Button>
      </form>
    </SidePanel>
  );
}
