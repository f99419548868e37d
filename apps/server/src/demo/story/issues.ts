import type { Calendar } from './calendar.ts';
import { instantOf } from './calendar.ts';
import type { CastId } from './cast.ts';
import { picture } from '../pictures/picture.ts';
import type { PictureName } from '../pictures/picture.ts';
import type { ScriptedFact } from './script.ts';
import { scripted } from './script.ts';
import type { Payloads } from '@fieldloop/domain/payloads';

type Opened = Payloads['item-opened'];
type To = Payloads['item-moved']['to'];

interface Told {
  readonly item: string;
  readonly day: number;
  readonly time: string;
  readonly who: CastId;
  readonly text: string;
  readonly about?: Pick<Opened, 'category' | 'severity' | 'zone'>;
  readonly photos?: readonly PictureName[];
  readonly site?: 'ja' | 'lv';
  /** When planning read it; absent: not yet. */
  readonly seen?: readonly [number, string];
  readonly then?: readonly (
    | { readonly to: To; readonly day: number; readonly time: string; readonly who: CastId; readonly reason?: string; readonly photo?: PictureName }
    | { readonly comment: string; readonly day: number; readonly time: string; readonly who: CastId }
    | { readonly assign: CastId; readonly day: number; readonly time: string; readonly who: CastId }
  )[];
}

const layout = (severity: 'low' | 'medium' | 'high', zone: string) => ({ category: 'layout', severity, zone }) as const;
const solvedByV2 = (who: CastId = 'wang-shan') => ({ to: 'done', day: 15, time: '09:32', who, reason: 'v2 布局已改' }) as const;

const issues: readonly Told[] = [
  { item: 'issue-1', day: 5, time: '18:20', who: 'lin-xiao', text: '门口那个大装置把路挡了一半，客人走到这儿都绕过去，看不到里面卖什么',
    about: layout('medium', 'front'), photos: ['front-blocked', 'front-far'], seen: [11, '16:20'],
    then: [{ assign: 'zhou-ning', day: 12, time: '12:06', who: 'zhou-ning' },
      { comment: '夜里 22:30 后可以进场施工，噪音控制在 65 分贝以内，明早 8 点前清场。', day: 12, time: '16:05', who: 'han-zhuguan' },
      { comment: '周日 22:40 进场，凌晨 1 点前完工。', day: 13, time: '10:12', who: 'zhang-gong' }, solvedByV2()] },
  { item: 'issue-2', day: 6, time: '15:05', who: 'wu-tong', text: '好几个人问「这是商场的展览吗，能进吗」', about: layout('medium', 'front'), seen: [11, '16:22'], then: [solvedByV2()] },
  { item: 'issue-3', day: 6, time: '20:10', who: 'he-jia', text: '直播一开，试衣间门口全是线和灯，客人不好意思进去', about: layout('high', 'fitting'), seen: [7, '10:31'], then: [solvedByV2()] },
  { item: 'issue-4', day: 7, time: '16:40', who: 'sun-yue', text: '打卡的人排到门口，真想买的进不来', about: layout('medium', 'photo-wall'), seen: [11, '16:23'], then: [solvedByV2()] },
  { item: 'issue-5', day: 8, time: '11:15', who: 'chen-xiaoyu', text: '小程序码扫半天不出来，这里一格信号', about: { category: 'equipment', severity: 'medium', zone: 'till' }, seen: [8, '11:40'],
    then: [{ to: 'doing', day: 8, time: '11:31', who: 'wang-shan' }, { to: 'done', day: 8, time: '15:20', who: 'wang-shan', reason: '换了 4G 路由器' }] },
  { item: 'issue-6', day: 9, time: '19:30', who: 'he-jia', text: '收银打印机卡纸，排了 6 个人', about: { category: 'equipment', severity: 'high', zone: 'till' }, seen: [9, '19:41'],
    then: [{ to: 'doing', day: 9, time: '19:34', who: 'zhao-lei' }, { to: 'done', day: 9, time: '19:55', who: 'zhao-lei', reason: '换了备用打印机' }] },
  { item: 'issue-7', day: 10, time: '14:00', who: 'ma-jun', text: '商场保安说发折页不能出门口那条线', about: { category: 'mall', severity: 'low', zone: 'front' }, seen: [10, '15:10'],
    then: [{ comment: '收到，按租约以门头线为界，已跟保安说过可以站在线内发。', day: 10, time: '15:45', who: 'han-zhuguan' },
      { to: 'done', day: 10, time: '16:02', who: 'wang-shan', reason: '已和韩主管说好，站线内发' }] },
  { item: 'issue-8', day: 12, time: '13:10', who: 'he-jia', text: '再拍一次，站门口三米根本看不到衣服', about: layout('high', 'front'), photos: ['front-blocked', 'front-three-metres'], seen: [12, '13:12'], then: [solvedByV2()] },
  { item: 'issue-9', day: 20, time: '20:44', who: 'lin-xiao', text: '客人拿着手机说直播间便宜 40，要我退差价，已经第三个了', about: { category: 'complaint', severity: 'high', zone: 'till' }, seen: [20, '20:49'],
    then: [{ to: 'done', day: 20, time: '22:12', who: 'zhao-lei', reason: '店播同价，三位客人已补差' }] },
  { item: 'issue-10', day: 18, time: '17:25', who: 'he-jia', text: '白衬衫 M 断了，今天第 5 个问的', about: { category: 'stock', severity: 'high', zone: 'racks' }, seen: [18, '17:50'],
    then: [{ to: 'doing', day: 18, time: '18:05', who: 'chen-li', reason: '明早从仓库补 400 件' }, { to: 'done', day: 19, time: '10:40', who: 'wang-shan', reason: '补货到店' }] },
  { item: 'issue-11', day: 21, time: '16:10', who: 'wu-tong', text: '主播借走两件样衣没还，店里没得试', about: { category: 'stock', severity: 'low', zone: 'live-corner' }, seen: [21, '17:20'],
    then: [{ to: 'done', day: 22, time: '10:15', who: 'wang-shan', reason: '李航送回，以后借样衣登记' }] },
  { item: 'issue-12', day: 22, time: '12:40', who: 'chen-xiaoyu', text: '空调滴水，试衣间门口地滑，先放了防滑垫', about: { category: 'safety', severity: 'high', zone: 'fitting' }, photos: ['wet-floor'], seen: [22, '12:43'],
    then: [{ comment: '工程部 13:10 到场。', day: 22, time: '12:52', who: 'han-zhuguan' }, { to: 'done', day: 22, time: '13:30', who: 'wang-shan', reason: '商场工程部已修' }] },
  { item: 'issue-13', day: 23, time: '18:55', who: 'lin-xiao', text: '下午西晒，门口屏幕反光看不清', about: { category: 'equipment', severity: 'low', zone: 'front' }, seen: [24, '09:50'],
    then: [{ to: 'declined', day: 24, time: '09:52', who: 'liang-jia', reason: '快闪只剩 4 天，不再换屏' }] },
  { item: 'issue-14', day: 25, time: '15:20', who: 'lin-xiao', text: '大雨，雨伞没地方放，客人在门口犹豫', about: layout('low', 'front'), seen: [25, '15:31'],
    then: [{ to: 'done', day: 25, time: '16:20', who: 'zhao-lei', reason: '门口放了伞架' }] },
  { item: 'issue-15', day: 27, time: '14:21', who: 'lin-xiao', text: '试衣间排了 7 个，走了 3 个', about: { category: 'queue', severity: 'high', zone: 'fitting' }, photos: ['fitting-queue'] },
  { item: 'issue-16', day: 27, time: '14:05', who: 'he-jia', text: '白衬衫 M 一小时断了 4 次', about: { category: 'stock', severity: 'high', zone: 'racks' } },
];

/** What worked on the floor, and what customers said, as proposed to planning. */
const contents: readonly Told[] = [
  { item: 'content-a', day: 9, time: '20:15', who: 'lin-xiao', text: '客人一听不用熨就停，我把衬衫揉成团给他看，十个里有六个进来', photos: ['crease-test'], seen: [10, '09:40'],
    then: [{ to: 'adopted', day: 13, time: '12:00', who: 'liang-jia', reason: '写进 v2 第 4 步' }] },
  { item: 'content-b', day: 10, time: '13:25', who: 'he-jia', text: '整套穿在模特上，好多人指着要这一套', photos: ['outfit'], seen: [10, '17:05'],
    then: [{ to: 'adopted', day: 13, time: '12:01', who: 'liang-jia', reason: '写进 v2 第 2 步' }] },
  { item: 'content-c', day: 12, time: '12:45', who: 'sun-yue', text: '中午的白领，说三分钟试一件比欢迎光临管用', seen: [12, '13:08'],
    then: [{ to: 'adopted', day: 13, time: '12:02', who: 'liang-jia', reason: '写进 v2 第 5 步' }] },
  { item: 'content-d', site: 'lv', day: 13, time: '17:10', who: 'fang-yuan', text: '直播间老问 164/52kg 穿几码，做张卡贴镜头旁', seen: [13, '17:30'],
    then: [{ to: 'adopted', day: 13, time: '18:05', who: 'liang-jia', reason: '写进直播 v2' }] },
  { item: 'content-e', day: 16, time: '14:35', who: 'wu-tong', text: '音乐再大一点', seen: [16, '15:02'],
    then: [{ to: 'declined', day: 16, time: '15:31', who: 'liang-jia', reason: '商场限 65 分贝' }] },
  { item: 'content-f', day: 22, time: '19:20', who: 'he-jia', text: '下雨天把针织挂门口', seen: [23, '10:05'] },
  { item: 'content-g', day: 26, time: '21:15', who: 'lin-xiao', text: '试完不买的加企微发搭配图，三个回来买了' },
];

/** Every issue and proposal, what was said about it and what became of it. */
export function items(calendar: Calendar): ScriptedFact[] {
  return [...issues.map((told) => ({ told, kind: 'issue' as const })), ...contents.map((told) => ({ told, kind: 'content' as const }))]
    .flatMap(({ told, kind }) => storyOf(calendar, told, kind));
}

function storyOf(calendar: Calendar, told: Told, kind: 'issue' | 'content'): ScriptedFact[] {
  const { item, text, about, photos = [], seen, then = [] } = told;
  const scope = `site:${told.site ?? 'ja'}` as const;
  const opened = scripted(instantOf(calendar, told.day, told.time), told.who, scope, 'item-opened', {
    item, kind, text, ...about, photos: photos.map((name) => picture(name).attachment),
  });
  const read = seen ? [scripted(instantOf(calendar, ...seen), 'zhou-ning', scope, 'item-seen', { item })] : [];
  const after = then.map((event, index) => {
    const at = instantOf(calendar, event.day, event.time);
    if ('comment' in event) return scripted(at, event.who, scope, 'item-commented', { item, comment: `${item}-${index + 1}`, text: event.comment });
    if ('assign' in event) return scripted(at, event.who, scope, 'item-assigned', { item, assignee: event.assign, dueAt: instantOf(calendar, 15, '10:00') });
    return scripted(at, event.who, scope, 'item-moved', { item, to: event.to, reason: event.reason });
  });
  return [opened, ...read, ...after];
}

/** Complaints by kind. On day 20 the live room sells 40 yuan cheaper than the shop. */
const complaints = [
  [8, '11:22', 'chen-xiaoyu', 'network'], [9, '19:36', 'he-jia', 'queue'],
  [20, '20:21', 'lin-xiao', 'price'], [20, '20:33', 'lin-xiao', 'price'], [20, '20:43', 'lin-xiao', 'price'],
  [20, '20:58', 'lin-xiao', 'price'], [20, '21:26', 'lin-xiao', 'price'],
  [21, '16:52', 'he-jia', 'queue'], [24, '18:14', 'chen-xiaoyu', 'exchange'], [27, '14:23', 'lin-xiao', 'queue'],
] as const satisfies readonly (readonly [number, string, CastId, Payloads['complaint-recorded']['kind']])[];

export function complaintsHeard(calendar: Calendar): ScriptedFact[] {
  return complaints.map(([day, time, who, kind]) =>
    scripted(instantOf(calendar, day, time), who, 'site:ja', 'complaint-recorded', { kind }));
}
