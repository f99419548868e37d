import { m } from '../../paraglide/messages.js';
import { Scroll } from '../../ui/desk/scroll.tsx';
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
  return (
    <Card title={m.desk_plan_revisions()} label={m.desk_plan_revisions()}>
      {revisions.length === 0 ? (
        <p className="text-ink-3">{m.desk_plan_revisions_none()}</p>
      ) : (
        <Scroll label={m.desk_plan_revisions()}>
          <table className="desk-table mt-1">
            <thead>
              <tr>
                <th scope="col">{m.desk_plan_col_revision()}</th>
                <th scope="col" className="words">
                  {m.desk_plan_col_site()}
                </th>
                <th scope="col">{m.desk_plan_col_published()}</th>
                <th scope="col">{m.desk_plan_col_in_force()}</th>
                <th scope="col">{m.desk_plan_col_effect()}</th>
              </tr>
            </thead>
            <tbody>
              {revisions.map((row) => (
                <tr key={`${row.revision} ${row.site}`}>
                  <th scope="row">
                    {`v${row.revision.slice(row.revision.lastIndexOf('@') + 1)}`}{' '}
                    <span className="font-normal text-ink-2">{row.title}</span>
                  </th>
                  <td className="words whitespace-nowrap text-ink-2">{siteName(row.site)}</td>
                  <td className="whitespace-nowrap text-ink-2">
                    {row.publishedAt === undefined ? m.desk_none() : when(row.publishedAt)}
                  </td>
                  <td className="whitespace-nowrap text-ink-2">
                    {row.inForceAt === undefined ? m.desk_none() : when(row.inForceAt)}
                  </td>
                  <td className="whitespace-nowrap">
                    <EffectWords row={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
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
