import { ShieldAlert, WifiOff } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { ApiFailure, mutate } from '../../runtime/api/call.ts';
import type { OutputOf } from '../../runtime/api/call.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { useLeads } from '../../runtime/react/use-floor.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { roleName } from '../../ui/role-name.ts';
import { Screen } from '../../ui/screen.tsx';
import { Notice, ScreenState } from '../../ui/state.tsx';
import { siteDaySpan } from '../../ui/site-time.ts';
import { EnrolmentCode } from './enrolment-code.tsx';

type Made = OutputOf<'people.createEnrolment'>;
type Role = 'operator' | 'lead' | 'partner';
type Until = 'today' | 'week' | 'open';

const dayMs = 86_400_000;
const hours = ['1', '8', '24', '168'] as const;

/** A code for a temporary helper in under a minute: role, how many, how long. */
export function EnrolScreen({ floor, status }: { readonly floor: Floor; readonly status: ReactNode }) {
  const leads = useLeads(floor.scope);
  const [role, setRole] = useState<Role>('operator');
  const [uses, setUses] = useState<'1' | '2' | '5' | '10'>('1');
  const [valid, setValid] = useState<(typeof hours)[number]>('8');
  const [until, setUntil] = useState<Until>('today');
  const [made, setMade] = useState<Made>();
  const [problem, setProblem] = useState<string>();
  const [busy, setBusy] = useState(false);

  if (!leads) {
    return <Screen title={m.enrol_title()} back="/floor" trailing={status}><ScreenState icon={<ShieldAlert />} title={m.enrol_lead_only()} /></Screen>;
  }
  const create = async () => {
    setBusy(true);
    setProblem(undefined);
    const { to } = siteDaySpan(serverNow(), floor.site.timeZone);
    const membershipUntil = { today: to, week: to + 6 * dayMs, open: undefined }[until];
    try {
      setMade(await mutate('people.createEnrolment', { site: floor.site.id, role, uses: Number(uses), expiresInMinutes: Number(valid) * 60, ...(membershipUntil === undefined ? {} : { membershipUntil }) }));
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure;
      setProblem(failure.reason === 'offline' ? m.enrol_offline() : failure.reason === 'not-allowed' ? m.enrol_lead_only() : m.enrol_failed());
    } finally {
      setBusy(false);
    }
  };
  if (made) return <Screen title={m.enrol_title()} back="/floor" trailing={status}><EnrolmentCode made={made} zone={floor.site.timeZone} onAgain={() => setMade(undefined)} /></Screen>;
  return (
    <Screen title={m.enrol_title()} back="/floor" trailing={status} footer={<Button tone="primary" disabled={busy} onClick={() => void create()}>{m.enrol_create()}</Button>}>
      <div className="grid gap-5">
        <p className="text-ink-2">{m.enrol_intro()}</p>
        {problem && <div role="alert"><Notice tone="attention" icon={<WifiOff aria-hidden />}>{problem}</Notice></div>}
        <Chips label={m.enrol_role()} columns={3} options={(['operator', 'lead', 'partner'] as const).map((value) => ({ value, label: roleName(value) }))} value={role} onChange={setRole} />
        <Chips label={m.enrol_uses()} columns={4} options={(['1', '2', '5', '10'] as const).map((value) => ({ value, label: m.enrol_uses_n({ n: value }) }))} value={uses} onChange={setUses} />
        <Chips label={m.enrol_expires()} columns={4} options={hours.map((value) => ({ value, label: Number(value) < 24 ? m.enrol_hours({ n: Number(value) }) : m.enrol_days({ n: Number(value) / 24 }) }))} value={valid} onChange={setValid} />
        <Chips label={m.enrol_until()} columns={3} options={[{ value: 'today', label: m.enrol_until_today() }, { value: 'week', label: m.enrol_until_week() }, { value: 'open', label: m.enrol_until_open() }]} value={until} onChange={setUntil} />
      </div>
    </Screen>
  );
}
