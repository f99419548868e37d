import type { Calendar } from './calendar.ts';
import { dateOf, instantOf } from './calendar.ts';
import type { CastId } from './cast.ts';
import { castIds, cast, sitesOf } from './cast.ts';
import { picture } from '../pictures/picture.ts';
import { jingan, liveRoom, plan, planId, v1, v2 } from './places.ts';
import { changesV2, layoutV1, layoutV2, stepsV1, stepsV2 } from './procedure.ts';
import type { ScriptedFact } from './script.ts';
import { scripted } from './script.ts';

/** A fact that the server writes itself before anybody can write anything: who is who and may do what. */
export interface FoundingFact {
  readonly at: number;
  readonly name: 'person-named' | 'membership-granted';
  readonly payload: object;
}

export function founding(calendar: Calendar): FoundingFact[] {
  const at = instantOf(calendar, -29, '09:00');
  return castIds.flatMap((person) => {
    const { name, department, memberships } = cast[person];
    return [
      { at, name: 'person-named' as const, payload: { person, name, locale: 'zh-CN', department, sites: sitesOf(person) } },
      ...memberships.map(({ scope, role }) => ({
        at, name: 'membership-granted' as const,
        payload: { membership: `${person}.${scope.replace(':', '.')}.${role}`, person, scope, role, from: at, department },
      })),
    ];
  });
}

/** Sites, the plan on its way to launch, and its first revision as both sites put it in force. */
export function groundwork(calendar: Calendar): ScriptedFact[] {
  const { sites, plan: id } = plan;
  const stage = (day: number, time: string, to: 'submitted' | 'approved' | 'launched') =>
    scripted(instantOf(calendar, day, time), 'zhou-ning', 'desk', 'plan-set', { plan: id, sites, stage: to });
  return [
    scripted(instantOf(calendar, -28, '10:00'), 'chen-li', 'desk', 'site-set', jingan),
    scripted(instantOf(calendar, -28, '10:05'), 'chen-li', 'desk', 'site-set', liveRoom),
    scripted(instantOf(calendar, -23, '10:00'), 'zhou-ning', 'desk', 'plan-set', {
      ...plan, stage: 'drafted', from: instantOf(calendar, 1, '10:00'), until: instantOf(calendar, 28, '22:00'),
    }),
    stage(-16, '15:00', 'submitted'),
    stage(-7, '11:00', 'approved'),
    scripted(instantOf(calendar, -1, '16:00'), 'zhou-ning', 'desk', 'revision-published', {
      revision: v1, plan: planId, number: 1, title: '开业 SOP', sites, effectiveFrom: instantOf(calendar, 1, '09:00'),
      steps: [...stepsV1], layout: { text: layoutV1 }, changes: [],
    }),
    ...firstAcknowledgements(calendar),
    scripted(instantOf(calendar, 1, '09:40:30'), 'wang-shan', 'site:ja', 'revision-put-in-force', {
      revision: v1, from: instantOf(calendar, 1, '09:00'), photos: [picture('front-far').attachment],
    }),
    scripted(instantOf(calendar, 3, '19:28'), 'li-hang', 'site:lv', 'revision-put-in-force', {
      revision: v1, from: instantOf(calendar, 3, '19:00'), photos: [picture('camera').attachment],
    }),
    stage(1, '10:00:10', 'launched'),
  ];
}

function acknowledged(calendar: Calendar, who: CastId, revision: typeof v1 | typeof v2, day: number, time: string): ScriptedFact {
  const scope = sitesOf(who).includes('ja') ? 'site:ja' : 'site:lv';
  return scripted(instantOf(calendar, day, time), who, scope, 'revision-acknowledged', ({ device }) => ({ revision, device }));
}

function firstAcknowledgements(calendar: Calendar): ScriptedFact[] {
  const readers: readonly (readonly [CastId, number, string])[] = [
    ['wang-shan', 0, '18:05'], ['zhao-lei', 1, '15:32'], ['sun-yue', 1, '09:34'], ['ma-jun', 1, '15:34'], ['lin-xiao', 1, '09:33'],
    ['he-jia', 1, '09:35'], ['chen-xiaoyu', 1, '15:33'], ['wu-tong', 1, '15:35'], ['li-hang', 3, '19:25'], ['fang-yuan', 3, '19:26'],
  ];
  return readers.map(([who, day, time]) => acknowledged(calendar, who, v1, day, time));
}

/** The second revision: published on day 13, read by one after the other, in force on day 15. */
export function secondRevision(calendar: Calendar, loop: string): ScriptedFact[] {
  const readers: readonly (readonly [CastId, number, string])[] = [
    ['wang-shan', 13, '18:52'], ['lin-xiao', 13, '19:10'], ['zhao-lei', 13, '19:35'], ['ma-jun', 13, '20:02'],
    ['he-jia', 14, '09:36'], ['wu-tong', 15, '09:31'], ['sun-yue', 15, '09:33'], ['chen-xiaoyu', 15, '11:49'],
    ['li-hang', 17, '19:22'], ['fang-yuan', 17, '19:24'],
  ];
  return [
    scripted(instantOf(calendar, 13, '18:40'), 'zhou-ning', 'desk', 'revision-published', {
      revision: v2, plan: planId, number: 2, title: '动线、迎宾与话术', sites: plan.sites, effectiveFrom: instantOf(calendar, 15, '10:00'),
      steps: [...stepsV2], layout: { text: layoutV2 }, changes: [...changesV2], loop,
      adopts: [
        { site: 'ja', item: 'content-a', step: 'crease-test' }, { site: 'ja', item: 'content-b', step: 'outfits' },
        { site: 'ja', item: 'content-c', step: 'try-in-three' }, { site: 'lv', item: 'content-d', step: 'size-card' },
      ],
    }),
    ...readers.map(([who, day, time]) => acknowledged(calendar, who, v2, day, time)),
    scripted(instantOf(calendar, 15, '09:20'), 'wang-shan', 'site:ja', 'revision-put-in-force', {
      revision: v2, from: instantOf(calendar, 15, '10:00'), loop, note: `夜里 22:40–01:10 张工调场,${dateOf(calendar, 15)} 开店生效`,
      photos: (['front-open', 'layout-wall', 'layout-racks'] as const).map((name) => picture(name).attachment),
    }),
    scripted(instantOf(calendar, 17, '19:40'), 'li-hang', 'site:lv', 'revision-put-in-force', {
      revision: v2, from: instantOf(calendar, 17, '19:45'), loop, photos: [picture('camera').attachment],
    }),
  ];
}
