import { m } from '../../paraglide/messages.js';
import { useRecords } from '../../runtime/react/use-records.ts';
import { DataTable } from '../../ui/desk/data-table.tsx';
import { useLocale } from '../../ui/locale.ts';
import { deliveryCount, deliverySentence, nameOf, tookUpLater } from './delivery.ts';
import { Step, type StepParts } from './step.tsx';

/** Which phones have the revision and who read it: seen by phone time, known by server time. */
export function DeliveryStep({ revision, insight, when }: StepParts) {
  const locale = useLocale();
  const deliveries = insight?.deliveries ?? [];
  const inForceAt = (site: string) => insight?.inForce.find((each) => each.site === site)?.from;
  const floor = new Set(
    (useRecords('desk', 'membership').value ?? [])
      .filter(({ role }) => role === 'operator' || role === 'lead')
      .map(({ person }) => person),
  );
  const moment = (at: number | undefined) =>
    at === undefined ? <span className="text-ink-3">{m.desk_loop_not_yet()}</span> : when(at);
  const count = deliveryCount(deliveries);
  return (
    <Step
      number={4}
      title={m.desk_loop_step_delivery()}
      note={count.total > 0 ? m.desk_loop_phones({ count: count.total }) : undefined}
      done={count.delivered > 0}
    >
      {!revision || !insight ? (
        <p>{revision ? m.desk_loading() : m.desk_loop_later()}</p>
      ) : (
        <>
          {count.total > 0 && <Bar read={count.read / count.total} delivered={count.delivered / count.total} />}
          <p>{deliverySentence(deliveries, inForceAt, locale, (person) => floor.size === 0 || floor.has(person))}</p>
          {deliveries.length > 0 && (
            <div className="text-ink">
              <DataTable
                label={m.desk_loop_step_delivery()}
                rows={deliveries}
                keyOf={({ device, site }) => `${device} ${site}`}
                columns={[
                  { title: m.desk_loop_col_person(), cell: (each) => (
                      <span className="font-normal">
                        {nameOf(each)}
                        {tookUpLater(each, inForceAt) && <span className="text-ink-3"> · {m.desk_loop_phone_later()}</span>}
                      </span>
                    ),
                  },
                  { title: m.desk_loop_col_delivered(), cell: ({ deliveredAt }) => moment(deliveredAt) },
                  { title: m.desk_loop_col_read(), cell: ({ readAt }) => moment(readAt) },
                  { title: m.desk_loop_col_known(), cell: ({ knownAt }) => moment(knownAt) },
                ]}
              />
            </div>
          )}
        </>
      )}
    </Step>
  );
}

/** Read, then delivered but not read, then neither. The sentence below says the same in words. */
function Bar({ read, delivered }: { readonly read: number; readonly delivered: number }) {
  return (
    <div aria-hidden className="mt-1 flex h-2.5 overflow-hidden rounded-[5px] bg-line">
      <span className="bg-accent" style={{ width: `${read * 100}%` }} />
      <span className="bg-accent opacity-45" style={{ width: `${Math.max(0, delivered - read) * 100}%` }} />
    </div>
  );
}
