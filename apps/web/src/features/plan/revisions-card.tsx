import { m } from '../../paraglide/messages.js';
import { DataTable } from '../../ui/desk/data-table.tsx';
import { Card } from '../../ui/desk/page-head.tsx';
import { formatPoints, formatRange } from '../../ui/desk-format/numbers.ts';
import { useLocale } from '../../ui/locale.ts';
import type { PlanInsight } from './plan-insight.ts';

type Row = PlanInsight['revisions'][number];

interface RevisionsCardProps {
  readonly revisions: readonly Row[];
  readonly siteName: (id: string) => string;
  readonly when: (at: number) => string;
}

/** Each revision per site: published, in force, and what it did. */
export function RevisionsCard({ revisions, siteName, when }: RevisionsCardProps) {
  const moment = (at: number | undefined) => (at === undefined ? m.desk_none() : when(at));
  return (
    <Card title={m.desk_plan_revisions()} label={m.desk_plan_revisions()}>
      {revisions.length === 0 ? (
        <p className="text-ink-3">{m.desk_plan_revisions_none()}</p>
      ) : (
        <DataTable
          label={m.desk_plan_revisions()}
          rows={revisions}
          keyOf={({ revision, site }) => `${revision} ${site}`}
          columns={[
            {
              title: m.desk_plan_col_revision(),
              cell: ({ revision, title }) => (
                <>
                  {`v${revision.slice(revision.lastIndexOf('@') + 1)}`}{' '}
                  <span className="font-normal text-ink-2">{title}</span>
                </>
              ),
            },
            { title: m.desk_plan_col_site(), words: true, aside: true, cell: ({ site }) => siteName(site) },
            { title: m.desk_plan_col_published(), aside: true, cell: ({ publishedAt }) => moment(publishedAt) },
            { title: m.desk_plan_col_in_force(), aside: true, cell: ({ inForceAt }) => moment(inForceAt) },
            { title: m.desk_plan_col_effect(), cell: (row) => <EffectWords row={row} /> },
          ]}
        />
      )}
    </Card>
  );
}

const grades = {
  A: m.desk_effect_grade_a,
  B: m.desk_effect_grade_b,
  C: m.desk_effect_grade_c,
  D: m.desk_effect_grade_d,
} as const;

function EffectWords({ row: { effect } }: { readonly row: Row }) {
  const locale = useLocale();
  if (!effect?.difference)
    return (
      <span className="text-ink-3">
        {effect && effect.lacking !== 'not-in-force' ? m.desk_effect_grade_d() : m.desk_none()}
      </span>
    );
  const { point, low, high } = effect.difference;
  return (
    <>
      <span className={`block ${effect.grade === 'D' ? 'text-ink-3' : 'font-semibold'}`}>
        {m.desk_plan_effect({ points: formatPoints(point, locale), range: formatRange(low, high, locale) })}
      </span>
      <span className="block text-[0.78rem] text-ink-3">{grades[effect.grade]()}</span>
    </>
  );
}
