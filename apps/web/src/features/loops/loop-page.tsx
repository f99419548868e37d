import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { m } from '../../paraglide/messages.js';
import { api } from '../../runtime/react/desk-api.tsx';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { useRecord } from '../../runtime/react/use-records.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { PageHead } from '../../ui/desk/page-head.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { listOf } from '../../ui/desk-format/local-text.ts';
import { LoadingState, ScreenState } from '../../ui/state.tsx';
import { useLocale } from '../../ui/locale.ts';
import { DecisionStep } from './decision-step.tsx';
import { DeliveryStep } from './delivery-step.tsx';
import { ExecutionStep } from './execution-step.tsx';
import { ForceStep } from './force-step.tsx';
import { LearnedStep } from './learned-step.tsx';
import type { LoopInsight } from './loop-insight.ts';
import { loopState, loopStateWords } from './loop-state.ts';
import { RevisionStep } from './revision-step.tsx';
import { SignalStep } from './signal-step.tsx';

interface LoopPageProps {
  readonly id: string;
  /** What changed, drawn by whoever knows effects. */
  readonly effects: (insight: LoopInsight | undefined) => ReactNode;
  readonly metricName: (id: string) => string;
}

/** Signal → decision → revision → delivered and read → in force → execution → learned, with the effect beside it. */
export function LoopPage({ id, effects, metricName }: LoopPageProps) {
  const locale = useLocale();
  const directory = useDirectory(locale);
  const live = useRecord('desk', 'loop', id);
  const loop = live.value;
  // The server can say nothing of a loop that has not reached it yet.
  const known = loop !== undefined && Number.isFinite(loop.status.version);
  const insight = useQuery({ ...api.insight.loop.queryOptions({ loop: id }), enabled: known }).data;
  const revision = useRecord('desk', 'revision', loop?.revisions.at(-1)?.revision ?? '').value;
  if (live.state === 'loading')
    return (
      <main className="px-4 py-4 lg:px-8">
        <LoadingState label={m.desk_loading()} rows={6} />
      </main>
    );
  if (!loop) {
    return (
      <main>
        <ScreenState icon={<SearchX />} title={m.desk_failed_title()}>
          {m.desk_failed_not_found()}
        </ScreenState>
      </main>
    );
  }
  const zone = directory.site(loop.sites[0] ?? '')?.timeZone ?? 'UTC';
  const when = (at: number) => formatMoment(at, serverNow(), zone, locale);
  const state = loopStateWords(loopState(loop));
  const parts = { loop, revision, insight, directory, when, metricName };
  return (
    <main className="mx-auto max-w-[77rem] px-4 py-4 lg:px-8.5 lg:py-6">
      <PageHead
        title={loop.title}
        sub={[
          m.desk_loop_opened_by({ person: directory.personName(loop.openedBy), time: when(loop.openedAt) }),
          listOf(loop.sites.map(directory.siteName), locale),
        ].join(' · ')}
        actions={<Tag tone={state.tone}>{state.words}</Tag>}
      />
      <div className="grid items-start gap-5.5 xl:grid-cols-[minmax(0,1fr)_23.75rem]">
        <div className="grid gap-4 xl:sticky xl:top-6 xl:col-start-2 xl:row-start-1">{effects(insight)}</div>
        <ol className="relative grid before:absolute before:top-4 before:bottom-8 before:left-[15px] before:w-0.5 before:bg-line-strong">
          <SignalStep {...parts} />
          <DecisionStep {...parts} />
          <RevisionStep {...parts} />
          <DeliveryStep {...parts} />
          <ForceStep {...parts} />
          <ExecutionStep {...parts} />
          <LearnedStep {...parts} />
        </ol>
      </div>
    </main>
  );
}
