import type { AlertEvidence } from '../facts/alert-evidence.ts';
import { siteOf } from '../facts/fact.ts';
import type { Payloads } from '../facts/payloads.ts';
import { defineRecord, missing, superseded } from './define-record.ts';
import type { FoldsOf } from './folds-of.ts';

/** Something that a rule found at a site. Its id is derived from rule, site and bucket. */
export interface Alert {
  readonly id: string;
  readonly rule: string;
  readonly site: string;
  readonly severity: Payloads['alert-fired']['severity'];
  readonly state: 'firing' | 'cleared' | 'would-have-fired';
  /** End of the bucket that decided it. */
  readonly firedAt: number;
  /** When it could be known: the last phone had synced past the bucket. */
  readonly rungAt: number;
  readonly evidence: AlertEvidence;
  readonly clearedAt?: number | undefined;
  readonly clearedWhy?: Payloads['alert-cleared']['why'] | undefined;
  readonly acknowledged?: { readonly at: number; readonly by: string; readonly note?: string | undefined } | undefined;
  readonly loop?: string | undefined;
}

export const alertRecord = defineRecord<Alert>({
  kind: 'alert',
  folds: {
    'alert-fired': (alert, { scope, payload: { alert: id, ...fired } }, { at }) =>
      alert ? superseded : { ...fired, id, site: siteOf(scope) ?? '', state: 'firing', rungAt: at },
    'alert-would-have-fired': (alert, { scope, payload: { alert: id, ...fired } }, { at }) =>
      alert ? superseded : { ...fired, id, site: siteOf(scope) ?? '', state: 'would-have-fired', rungAt: at },
    'alert-cleared': (alert, { payload: { clearedAt, why } }) => {
      if (!alert) return missing;
      return alert.state === 'firing' ? { ...alert, state: 'cleared', clearedAt, clearedWhy: why } : superseded;
    },
    'alert-acknowledged': (alert, { payload: { note } }, { at, author: by }) => {
      if (!alert) return missing;
      return alert.acknowledged && alert.acknowledged.at <= at ? alert : { ...alert, acknowledged: { at, by, note } };
    },
    'loop-opened': (alert, { payload: { loop } }) => (alert ? { ...alert, loop: alert.loop ?? loop } : missing),
    'signal-joined': (alert, { payload: { loop } }) => (alert ? { ...alert, loop } : missing),
  } satisfies FoldsOf<Alert>,
  promote: ({ state, acknowledged }) => ({ status: state, assignee: acknowledged?.by }),
});
