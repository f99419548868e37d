import type { RuleRecord } from '@fieldloop/domain/records/rule';
import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Directory } from '../../runtime/react/use-directory.ts';
import { useMay } from '../../runtime/react/use-may.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { CheckList } from '../../ui/desk/check-list.tsx';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { showToast } from '../../ui/toast.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { type RuleField, type RuleForm, formOf, newRule, readRule } from './rule-form.ts';
import { settingsOf } from './rule-settings.ts';
import { ruleSeverityWords } from './rule-words.ts';
import { RulePreview } from './rule-preview.tsx';

interface RuleEditorProps {
  readonly rule: RuleRecord | undefined;
  readonly directory: Directory;
  readonly onSaved: () => void;
}

/** Writes a rule: what rings, with how many people, who is told; and on which past days it would have rung. */
export function RuleEditor({ rule, directory, onSaved }: RuleEditorProps) {
  const zone = directory.site(rule?.sites[0] ?? directory.sites[0]?.id ?? '')?.timeZone ?? 'Asia/Shanghai';
  const [form, setForm] = useState<RuleForm>(() =>
    rule
      ? { ...formOf(rule, zone), from: newRule([], serverNow(), zone).from }
      : newRule(
          directory.sites.slice(0, 1).map(({ id }) => id),
          serverNow(),
          zone,
        ),
  );
  const may = useMay('rule-set');
  const [tried, setTried] = useState(false);
  const before = rule && settingsOf(rule);
  const read = readRule(form, zone, before);
  const wrong: ReadonlySet<RuleField> = tried && 'errors' in read ? read.errors : new Set();
  const set = (change: Partial<RuleForm>) => setForm({ ...form, ...change });

  const save = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ('errors' in read) return;
    const plan = directory.site(form.sites[0] ?? '')?.plan;
    void attempt(async () => {
      await write('rule-set', {
        ...(plan ? { plan } : {}),
        ...read.settings,
        rule: rule?.id ?? `rule-${crypto.randomUUID()}`,
      });
      showToast({ text: m.desk_rule_saved() });
      onSaved();
    });
  };

  return (
    <form onSubmit={save} className="grid gap-4" noValidate>
      <TextField
        label={m.desk_rule_field_title()}
        value={form.title}
        maxLength={200}
        onChange={(event) => set({ title: event.currentTarget.value })}
        error={wrong.has('title') ? m.desk_rule_error_title() : undefined}
      />
      <CheckList
        label={m.desk_rule_field_sites()}
        options={directory.sites.map(({ id }) => ({ value: id, label: directory.siteName(id) }))}
        value={form.sites}
        onChange={(sites) => set({ sites })}
        error={wrong.has('sites') ? m.desk_rule_error_sites() : undefined}
      />
      <ConditionFields form={form} wrong={wrong} onChange={set} />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={m.desk_rule_field_evaluations()}
          inputMode="numeric"
          value={form.evaluations}
          onChange={(event) => set({ evaluations: event.currentTarget.value })}
          error={wrong.has('evaluations') ? m.desk_rule_error_evaluations() : undefined}
        />
        <SelectField
          label={m.desk_rule_field_during()}
          value={form.during}
          options={[
            { value: 'opening-hours', label: m.desk_rule_during_opening() },
            { value: 'live-session', label: m.desk_rule_during_live() },
            { value: 'always', label: m.desk_rule_during_always() },
          ]}
          onChange={(value) =>
            set({ during: value === 'live-session' || value === 'always' ? value : 'opening-hours' })
          }
        />
      </div>
      <Chips
        label={m.desk_rule_field_severity()}
        value={form.severity}
        onChange={(severity) => set({ severity })}
        options={(['critical', 'attention', 'info'] as const).map((value) => ({
          value,
          label: ruleSeverityWords(value),
        }))}
      />
      <CheckList
        label={m.desk_rule_field_notify()}
        hint={m.desk_rule_field_notify_none()}
        options={directory.people.map(({ id, name }) => ({ value: id, label: name }))}
        value={form.notify}
        onChange={(notify) => set({ notify })}
      />
      <TextField
        label={m.desk_rule_field_from()}
        type="datetime-local"
        value={form.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
        error={wrong.has('from') ? m.desk_rule_error_from() : undefined}
      />
      <CheckField label={m.desk_rule_enabled()} checked={form.enabled} onChange={(enabled) => set({ enabled })} />
      <RulePreview
        settings={'settings' in read ? read.settings : undefined}
        directory={directory}
        onAsk={() => setTried(true)}
      />
      {may ? (
        <Button tone="primary" type="submit" className="justify-self-start">
          {m.desk_rule_save()}
        </Button>
      ) : (
        <p className="text-ink-3">{m.desk_read_only()}</p>
      )}
    </form>
  );
}
