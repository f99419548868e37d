import { rateMetrics } from '@fieldloop/domain/metrics';
import { m } from '../../paraglide/messages.js';
import { Segmented } from '../../ui/desk/segmented.tsx';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { counterWords } from '../../ui/desk-format/counter-words.ts';
import { localText } from '../../ui/desk-format/local-text.ts';
import { TextField } from '../../ui/field.tsx';
import { useLocale } from '../../ui/locale.ts';
import type { RuleField, RuleForm } from './rule-form.ts';
import { watchedCounters } from './rule-words.ts';

interface ConditionFieldsProps {
  readonly form: RuleForm;
  readonly wrong: ReadonlySet<RuleField>;
  readonly onChange: (change: Partial<RuleForm>) => void;
}

const windows = ['30', '60', '120', '180', '240'];

/** A rate against a level, a count within minutes, or silence. */
export function ConditionFields({ form, wrong, onChange }: ConditionFieldsProps) {
  return (
    <fieldset className="grid gap-3">
      <legend className="field-label">{m.desk_rule_field_kind()}</legend>
      <div>
        <Segmented
          label={m.desk_rule_field_kind()}
          value={form.kind}
          onChange={(kind) => onChange({ kind })}
          options={[
            { value: 'rate', label: m.desk_rule_kind_rate() },
            { value: 'count', label: m.desk_rule_kind_count() },
            { value: 'silence', label: m.desk_rule_kind_silence() },
          ]}
        />
      </div>
      {form.kind === 'rate' ? (
        <RateFields form={form} wrong={wrong} onChange={onChange} />
      ) : (
        <CountFields form={form} wrong={wrong} onChange={onChange} />
      )}
    </fieldset>
  );
}

function RateFields({ form, wrong, onChange }: ConditionFieldsProps) {
  const locale = useLocale();
  const offered = windows.includes(form.window) || form.window === 'day' ? windows : [...windows, form.window];
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      <SelectField
        label={m.desk_rule_field_metric()}
        value={form.metric}
        options={rateMetrics.map(({ id, title }) => ({ value: id, label: localText(title, locale) }))}
        onChange={(metric) => onChange({ metric })}
      />
      <SelectField
        label={m.desk_rule_field_direction()}
        value={form.direction}
        options={[
          { value: 'below', label: m.desk_rule_below() },
          { value: 'above', label: m.desk_rule_above() },
        ]}
        onChange={(value) => onChange({ direction: value === 'above' ? 'above' : 'below' })}
      />
      <TextField
        label={m.desk_rule_field_level()}
        inputMode="decimal"
        value={form.level}
        unit="%"
        onChange={(event) => onChange({ level: event.currentTarget.value })}
        error={wrong.has('level') ? m.desk_rule_error_level() : undefined}
      />
      <TextField
        label={m.desk_rule_field_recovery()}
        inputMode="decimal"
        value={form.recovery}
        unit="%"
        onChange={(event) => onChange({ recovery: event.currentTarget.value })}
        error={wrong.has('recovery') ? m.desk_rule_error_recovery() : undefined}
      />
      <SelectField
        label={m.desk_rule_field_window()}
        value={form.window}
        options={[
          ...offered.map((value) => ({ value, label: m.desk_rule_window_rolling({ minutes: value }) })),
          { value: 'day', label: m.desk_rule_window_day() },
        ]}
        onChange={(window) => onChange({ window })}
      />
      <TextField
        label={m.desk_rule_field_minimum()}
        inputMode="numeric"
        value={form.minimum}
        onChange={(event) => onChange({ minimum: event.currentTarget.value })}
        error={wrong.has('minimum') ? m.desk_rule_error_minimum() : undefined}
      />
      <p className="field-hint col-span-2 mt-0">{`${m.desk_rule_field_recovery_hint()}${locale === 'en' ? '. ' : '。'}${m.desk_rule_field_minimum_hint()}`}</p>
    </div>
  );
}

function CountFields({ form, wrong, onChange }: ConditionFieldsProps) {
  const counters: readonly RuleForm['counter'][] = watchedCounters.some((each) => each === form.counter)
    ? watchedCounters
    : [...watchedCounters, form.counter];
  return (
    <div className="grid grid-cols-2 items-end gap-3">
      {form.kind === 'count' && (
        <>
          <SelectField
            label={m.desk_rule_field_counter()}
            value={form.counter}
            options={counters.map((value) => ({ value, label: counterWords(value) ?? value }))}
            onChange={(value) => onChange({ counter: counters.find((each) => each === value) ?? form.counter })}
          />
          <SelectField
            label={m.desk_rule_field_group()}
            value={form.groupBy}
            options={[
              { value: 'detail', label: m.desk_rule_group_detail() },
              { value: 'nothing', label: m.desk_rule_group_nothing() },
            ]}
            onChange={(value) => onChange({ groupBy: value === 'nothing' ? 'nothing' : 'detail' })}
          />
          <TextField
            label={m.desk_rule_field_at_least()}
            inputMode="numeric"
            value={form.atLeast}
            onChange={(event) => onChange({ atLeast: event.currentTarget.value })}
            error={wrong.has('atLeast') ? m.desk_rule_error_minimum() : undefined}
          />
        </>
      )}
      <TextField
        label={m.desk_rule_field_minutes()}
        inputMode="numeric"
        value={form.minutes}
        onChange={(event) => onChange({ minutes: event.currentTarget.value })}
        error={wrong.has('minutes') ? m.desk_rule_error_minutes() : undefined}
      />
    </div>
  );
}
