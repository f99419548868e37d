import type { Role, SiteScope } from '@fieldloop/domain/fact';
import type { Department } from '@fieldloop/domain/payload';

interface CastMember {
  readonly name: string;
  readonly department: Department;
  readonly memberships: readonly { readonly scope: 'desk' | SiteScope; readonly role: Role }[];
}

const ja = 'site:ja';
const lv = 'site:lv';
const member = (name: string, department: Department, scope: 'desk' | SiteScope, role: Role): CastMember => ({
  name, department, memberships: [{ scope, role }],
});

/** Everybody in the story, with what they may do. */
export const cast = {
  // Whoever starts the demo is signed in as her: nothing of the desk may stay out of reach.
  'zhou-ning': {
    name: '周宁', department: 'planning',
    memberships: [{ scope: 'desk', role: 'planner' }, { scope: 'desk', role: 'admin' }],
  },
  'liang-jia': member('梁佳', 'planning', 'desk', 'planner'),
  'chen-li': member('陈立', 'operations', 'desk', 'operations-manager'),
  'xu-yan': {
    name: '许言', department: 'data',
    memberships: [{ scope: 'desk', role: 'data-analyst' }, { scope: 'desk', role: 'admin' }],
  },
  'wang-shan': member('王珊', 'operations', ja, 'lead'),
  'zhao-lei': member('赵磊', 'operations', ja, 'lead'),
  'sun-yue': member('孙悦', 'operations', ja, 'operator'),
  'ma-jun': member('马俊', 'operations', ja, 'operator'),
  'lin-xiao': member('林晓', 'operations', ja, 'operator'),
  'he-jia': member('何佳', 'operations', ja, 'operator'),
  'chen-xiaoyu': member('陈小雨', 'operations', ja, 'operator'),
  'wu-tong': member('吴桐', 'operations', ja, 'operator'),
  'helper-early': member('迎宾兼职（早）', 'operations', ja, 'operator'),
  'helper-late': member('迎宾兼职（晚）', 'operations', ja, 'operator'),
  'fitting-early': member('试衣兼职（早）', 'operations', ja, 'operator'),
  'fitting-late': member('试衣兼职（晚）', 'operations', ja, 'operator'),
  'su-qing': member('苏晴', 'operations', lv, 'operator'),
  'li-hang': member('李航', 'operations', lv, 'lead'),
  'fang-yuan': member('方圆', 'operations', lv, 'operator'),
  'zhang-gong': member('张工', 'operations', ja, 'partner'),
  'han-zhuguan': member('韩主管', 'operations', ja, 'partner'),
} as const satisfies Record<string, CastMember>;

export type CastId = keyof typeof cast;

export const castIds = Object.keys(cast) as CastId[];

/** Sites whose phones should know a person by name: their own, and for the desk every one. */
export function sitesOf(who: CastId): readonly string[] {
  const scopes = cast[who].memberships.map(({ scope }) => scope);
  return scopes.some((scope) => scope === 'desk') ? ['ja', 'lv'] : scopes.map((scope) => scope.slice('site:'.length));
}
