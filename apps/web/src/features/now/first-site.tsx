import { type FormEvent, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import { useMay } from '../../runtime/react/use-may.ts';
import { useIdentity } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { SelectField } from '../../ui/desk/select-field.tsx';
import { SidePanel } from '../../ui/desk/side-panel.tsx';
import { TextField } from '../../ui/field.tsx';
import { showToast } from '../../ui/toast.tsx';
import { type SiteForm, firstFacts, siteErrors } from './site-form.ts';

/** The way out of an empty organization: its first site, with a plan around it. */
export function FirstSite() {
  const [maySite, mayPlan] = [useMay('site-set'), useMay('plan-set')];
  const [open, setOpen] = useState(false);
  if (!maySite || !mayPlan) return null;
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        {m.desk_site_new()}
      </Button>
      {open && (
        <SidePanel title={m.desk_site_new()} onClose={() => setOpen(false)}>
          <Fields onSaved={() => setOpen(false)} />
        </SidePanel>
      )}
    </>
  );
}

function Fields({ onSaved }: { readonly onSaved: () => void }) {
  const owner = useIdentity()?.person.id;
  const [tried, setTried] = useState(false);
  const [form, setForm] = useState<SiteForm>(() => ({
    zh: '', en: '', kind: 'popup', opens: '10:00', closes: '22:00', currency: 'CNY', rule: '',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }));
  const set = (change: Partial<SiteForm>) => setForm({ ...form, ...change });
  const errors = siteErrors(form);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (errors.size > 0) return;
    const short = crypto.randomUUID().slice(0, 8);
    const facts = firstFacts(form, { site: `site-${short}`, plan: `plan-${short}`, owner });
    void attempt(async () => {
      await write('site-set', facts.site);
      await write('plan-set', facts.plan);
      showToast({ text: m.desk_saved_local() });
      onSaved();
    });
  };
  const time = (field: 'opens' | 'closes', label: string) => (
    <TextField
      label={label}
      type="time"
      value={form[field]}
      onChange={(event) => set({ [field]: event.currentTarget.value })}
      error={tried && errors.has(field) ? m.desk_edit_error_effective() : undefined}
    />
  );
  return (
    <form onSubmit={submit} className="grid gap-4 text-left" noValidate>
      <TextField
        label={m.desk_site_name()}
        value={form.zh}
        maxLength={80}
        onChange={(event) => set({ zh: event.currentTarget.value })}
        error={tried && errors.has('zh') ? m.desk_rule_error_title() : undefined}
      />
      <TextField label={m.desk_site_name_en()} value={form.en} maxLength={80} onChange={(event) => set({ en: event.currentTarget.value })} />
      <Chips
        label={m.desk_site_kind()}
        value={form.kind}
        onChange={(kind) => set({ kind })}
        options={[
          { value: 'popup', label: m.desk_site_kind_popup() },
          { value: 'store', label: m.desk_site_kind_store() },
          { value: 'live-room', label: m.desk_site_kind_live_room() },
        ]}
      />
      <div className="grid grid-cols-2 gap-3">
        {time('opens', m.desk_site_opens())}
        {time('closes', m.desk_site_closes())}
        <SelectField label={m.desk_site_zone()} value={form.timeZone} options={offered('timeZone', form.timeZone)} onChange={(timeZone) => set({ timeZone })} />
        <SelectField label={m.desk_site_currency()} value={form.currency} options={offered('currency', form.currency)} onChange={(currency) => set({ currency })} />
      </div>
      <TextField
        label={m.desk_site_rule()}
        hint={m.desk_site_rule_hint()}
        value={form.rule}
        maxLength={500}
        onChange={(event) => set({ rule: event.currentTarget.value })}
      />
      <Button tone="primary" type="submit" className="justify-self-start">
        {m.desk_site_create()}
      </Button>
    </form>
  );
}

/** What the browser knows, and what is chosen. */
function offered(kind: 'timeZone' | 'currency', chosen: string) {
  return [...new Set([chosen, ...Intl.supportedValuesOf(kind)])].map((value) => ({ value, label: value }));
}
