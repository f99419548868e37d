import type { RevisionStep } from '@fieldloop/domain/revision-step';
import { m } from '../../paraglide/messages.js';
import { minuteClock } from '../../ui/site-time.ts';

type Evidence = RevisionStep['evidence'][number];

const evidenceNames = {
  photo: m.sop_evidence_photo,
  number: m.sop_evidence_number,
  'yes-no': m.sop_evidence_yes_no,
  name: m.sop_evidence_name,
} as const satisfies Record<Evidence, () => string>;

export function evidenceName(kind: Evidence): string {
  return evidenceNames[kind]();
}

/** What a step asks for: each kind once, or a tick. */
export function evidenceWords({ evidence }: Pick<RevisionStep, 'evidence'>): string {
  return evidence.length === 0 ? m.sop_evidence_tick() : [...new Set(evidence)].map(evidenceName).join(' + ');
}

/** When a step is done. */
export function scheduleWords({ schedule }: Pick<RevisionStep, 'schedule'>): string {
  switch (schedule.kind) {
    case 'at': return schedule.minutes.map(minuteClock).join(' ');
    case 'hourly': return m.sop_hourly();
    case 'per-shift': return m.sop_per_shift();
    case 'triggered': return m.sop_when_triggered();
  }
}
