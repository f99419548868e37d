import type { RuleRecord } from '@fieldloop/domain/records/rule';
import { BellRing } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useMay } from '../../runtime/react/use-may.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/desk/data-table.tsx';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { SidePanel } from '../../ui/desk/side-panel.tsx';
import { Tag, type TagTone } from '../../ui/desk/tag.tsx';
import { listOf } from '../../ui/desk-format/local-text.ts';
import { LoadingState, ScreenState } from '../../ui/state.tsx';
import { useLocale } from '../../ui/locale.ts';
import { RuleEditor } from './rule-editor.tsx';
import { conditionWords, ruleSeverityWords } from './rule-words.ts';

interface RulesPageProps {
  /** The rule that is open: its id, or `new`. */
  readonly open: string | undefined;
  readonly onOpen: (rule: string | undefined) => void;
  readonly tabs: ReactNode;
}

const tones = { critical: 'critical', attention: 'attention', info: 'info' } as const satisfies Record<
  RuleRecord['severity'],
  TagTone
>;

/** What rings, when, and who is told. */
export function RulesPage({ open, onOpen, tabs }: RulesPageProps) {
  const locale = useLocale();
  const directory = useDirectory(locale);
  const may = useMay('rule-set');
  const live = useRecords('desk', 'rule');
  const rules = [...(live.value ?? [])].sort(
    (left, right) => Number(right.enabled) - Number(left.enabled) || left.title.localeCompare(right.title, locale),
  );
  const rule = rules.find(({ id }) => id === open);
  return (
    <main className="px-4 py-4 lg:px-6.5 lg:py-5.5">
      <PageHead
        title={m.desk_rule_title()}
        sub={m.desk_rule_sub()}
        actions={
          may && (
            <Button tone="primary" onClick={() => onOpen('new')}>
              {m.desk_rule_new()}
            </Button>
          )
        }
      />
      {tabs}
      {live.state === 'loading' ? (
        <LoadingState label={m.desk_loading()} rows={5} />
      ) : rules.length === 0 ? (
        <ScreenState
          icon={<BellRing />}
          title={m.desk_rule_none()}
          action={may && <Button onClick={() => onOpen('new')}>{m.desk_rule_new()}</Button>}
        >
          {m.desk_rule_none_note()}
        </ScreenState>
      ) : (
        <section className="desk-card px-0 py-1.5">
          <DataTable
            label={m.desk_rule_title()}
            rows={rules}
            keyOf={({ id }) => id}
            linked
            selected={({ id }) => id === open}
            columns={[
              {
                title: m.desk_rule_col_title(),
                cell: ({ id, title }) => (
                  <button
                    type="button"
                    onClick={() => onOpen(id)}
                    className="min-h-7 text-left font-semibold underline-offset-4 hover:underline pointer-coarse:min-h-11"
                  >
                    {title}
                  </button>
                ),
              },
              { title: m.desk_rule_col_condition(), words: true, aside: true, cell: (each) => conditionWords(each, locale) },
              !open && {
                title: m.desk_rule_col_sites(),
                words: true,
                aside: true,
                cell: ({ sites }) => listOf(sites.map(directory.siteName), locale),
              },
              !open && {
                title: m.desk_rule_col_told(),
                words: true,
                aside: true,
                cell: ({ notify }) =>
                  notify.length > 0 ? listOf(notify.map(directory.personName), locale) : m.desk_none(),
              },
              {
                title: m.desk_rule_col_severity(),
                words: true,
                cell: ({ severity }) => <Tag tone={tones[severity]}>{ruleSeverityWords(severity)}</Tag>,
              },
              {
                title: m.desk_rule_col_state(),
                cell: ({ enabled }) =>
                  enabled ? m.desk_rule_enabled() : <span className="text-ink-3">{m.desk_rule_disabled()}</span>,
              },
            ]}
          />
        </section>
      )}
      {directory.ready && (open === 'new' || rule) && (
        <SidePanel title={rule ? m.desk_rule_edit() : m.desk_rule_new()} onClose={() => onOpen(undefined)}>
          <RuleEditor key={rule?.id ?? `new ${directory.sites.length > 0}`} rule={rule} directory={directory} onSaved={() => onOpen(undefined)} />
        </SidePanel>
      )}
    </main>
  );
}
