import type { RuleRecord } from '@fieldloop/domain/records/rule';
import { BellRing } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useMay } from '../../runtime/react/use-may.ts';
import { useRecords } from '../../runtime/react/use-records.ts';
import { Button } from '../../ui/button.tsx';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { SidePanel } from '../../ui/desk/side-panel.tsx';
import { Scroll } from '../../ui/desk/scroll.tsx';
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
    <main className={`px-4 py-4 lg:px-6.5 lg:py-5.5 ${open ? 'xl:pr-[30rem]' : ''}`}>
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
          <Scroll label={m.desk_rule_title()}>
            <table className="desk-table [&_:is(td,th):first-child]:pl-4 [&_:is(td,th):last-child]:pr-4">
              <thead>
                <tr>
                  <th scope="col">{m.desk_rule_col_title()}</th>
                  <th scope="col" className="words">
                    {m.desk_rule_col_condition()}
                  </th>
                  {!open && (
                    <th scope="col" className="words max-md:hidden">
                      {m.desk_rule_col_sites()}
                    </th>
                  )}
                  {!open && (
                    <th scope="col" className="words max-md:hidden">
                      {m.desk_rule_col_told()}
                    </th>
                  )}
                  <th scope="col" className="words">
                    {m.desk_rule_col_severity()}
                  </th>
                  <th scope="col">{m.desk_rule_col_state()}</th>
                </tr>
              </thead>
              <tbody>
                {rules.map((each) => (
                  <tr key={each.id} data-linked data-selected={each.id === open}>
                    <th scope="row" className="min-w-32">
                      <button
                        type="button"
                        onClick={() => onOpen(each.id)}
                        className="min-h-7 text-left font-semibold underline-offset-4 hover:underline pointer-coarse:min-h-11"
                      >
                        {each.title}
                      </button>
                    </th>
                    <td className="words text-ink-2">{conditionWords(each, locale)}</td>
                    {!open && (
                      <td className="words text-ink-2 max-md:hidden">
                        {listOf(each.sites.map(directory.siteName), locale)}
                      </td>
                    )}
                    {!open && (
                      <td className="words text-ink-2 max-md:hidden">
                        {each.notify.length > 0 ? listOf(each.notify.map(directory.personName), locale) : m.desk_none()}
                      </td>
                    )}
                    <td className="words">
                      <Tag tone={tones[each.severity]}>{ruleSeverityWords(each.severity)}</Tag>
                    </td>
                    <td className={`whitespace-nowrap ${each.enabled ? '' : 'text-ink-3'}`}>
                      {each.enabled ? m.desk_rule_enabled() : m.desk_rule_disabled()}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </section>
      )}
      {directory.ready && (open === 'new' || rule) && (
        <SidePanel title={rule ? m.desk_rule_edit() : m.desk_rule_new()} onClose={() => onOpen(undefined)}>
          <RuleEditor key={rule?.id ?? 'new'} rule={rule} directory={directory} onSaved={() => onOpen(undefined)} />
        </SidePanel>
      )}
    </main>
  );
}
