import type { Phrase } from '@fieldloop/domain/payload';
import type { RevisionStep } from '@fieldloop/domain/revision-step';
import type { CastId } from './cast.ts';

type Evidence = RevisionStep['evidence'];
type Schedule = RevisionStep['schedule'];

const at = (...times: string[]): Schedule => ({
  kind: 'at',
  minutes: times.map((time) => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return hours * 60 + minutes;
  }),
});
const hourly: Schedule = { kind: 'hourly' };
const perShift: Schedule = { kind: 'per-shift' };
const triggered: Schedule = { kind: 'triggered' };

interface About {
  readonly mandatory?: true;
  readonly change?: 'new' | 'changed';
  readonly from?: { readonly item: string; readonly person: CastId };
}

function stepsOf(site: string, ...rows: readonly (readonly [string, Phrase, Schedule, Evidence, About?])[]): RevisionStep[] {
  return rows.map(([id, text, schedule, evidence, about = {}], index) => ({
    id, number: index + 1, sites: [site], text, schedule, evidence,
    mandatory: about.mandatory ?? false,
    ...(about.change ? { change: about.change } : {}),
    ...(about.from ? { from: about.from } : {}),
  }));
}

/** The floor's procedure as planning first wrote it, alone; and the live room's. */
export const stepsV1: readonly RevisionStep[] = [
  ...stepsOf('ja',
    ['opening-walk', { zh: '开店巡场：门头、装置、地面', en: 'Opening walk: front, installation, floor' }, at('09:40'), ['photo'], { mandatory: true }],
    ['switch-on', { zh: '装置、灯光、音乐开机', en: 'Switch on installation, lights and music' }, at('09:50'), []],
    ['leaflets', { zh: '入口发折页', en: 'Hand out leaflets at the entrance' }, hourly, ['number']],
    ['photo-wall', { zh: '引导在打卡墙拍照', en: 'Invite people to take a photo at the wall' }, hourly, ['number']],
    ['brand-story', { zh: '向进店客人讲品牌故事', en: 'Tell visitors the brand story' }, perShift, []],
    ['sticker', { zh: '引导加企微领贴纸', en: 'Invite to add WeCom for a sticker' }, perShift, ['number']],
    ['checkout', { zh: '收银、打包', en: 'Checkout and packing' }, perShift, []],
    ['closing', { zh: '闭店清点、对账', en: 'Closing stock and till check' }, at('22:10'), ['number', 'number', 'photo'], { mandatory: true }]),
  ...stepsOf('lv',
    ['live-check', { zh: '检查网络与机位', en: 'Check network and camera' }, at('19:40'), ['photo'], { mandatory: true }],
    ['live-talk', { zh: '按脚本讲品牌', en: 'Scripted brand talk' }, triggered, []],
    ['live-pin', { zh: '每 20 分钟换讲解品', en: 'Change the pinned item every 20 minutes' }, triggered, []],
    ['live-follow', { zh: '引导关注', en: 'Ask viewers to follow' }, triggered, []],
    ['live-log', { zh: '下播登记数据', en: 'Log the totals after the session' }, at('22:10'), ['number']]),
];

/** With what the floor saw and proposed. */
export const stepsV2: readonly RevisionStep[] = [
  ...stepsOf('ja',
    ['opening-walk', { zh: '开店巡场：入口 3 米内无遮挡', en: 'Opening walk: nothing within 3 m of the entrance' }, at('09:40'), ['photo'],
      { mandatory: true, change: 'changed', from: { item: 'issue-1', person: 'lin-xiao' } }],
    ['outfits', { zh: '主推台模特换整套搭配（两套）', en: 'Two full outfits on the mannequins of the hero table' }, at('09:50', '15:00'), ['photo'],
      { change: 'new', from: { item: 'content-b', person: 'he-jia' } }],
    ['greeter', { zh: '迎宾站门内右侧一米、45° 面向人流，每小时换人', en: 'Greeter one metre inside on the right, 45° to the flow, changing every hour' }, hourly, ['yes-no', 'name'], { change: 'new' }],
    ['crease-test', { zh: '先做「揉一揉不起皱」，再开口，不说「欢迎光临」', en: 'Crease test first, then speak; no “welcome”' }, perShift, ['yes-no'],
      { change: 'new', from: { item: 'content-a', person: 'lin-xiao' } }],
    ['try-in-three', { zh: '三分钟试一件：进店 30 秒内问尺码，带到试衣间', en: '“Try one in three minutes”: ask the size within 30 s, lead to the fitting rooms' }, hourly, ['number'],
      { change: 'new', from: { item: 'content-c', person: 'sun-yue' } }],
    ['size-log', { zh: '断码登记：款号 + 尺码，当场扫码下单、仓库直发', en: 'Log the missing size; order by QR code from the warehouse' }, triggered, ['number'], { change: 'new' }],
    ['curtain', { zh: '试衣排队满 4 人，开直播角临时试衣帘', en: 'Four waiting to try on: open the curtain in the live corner' }, triggered, ['yes-no'], { change: 'new' }],
    ['size-adviser', { zh: '付款后加企微：尺码顾问 + 到货提醒', en: 'After payment: WeCom as size adviser and restock notice' }, perShift, ['number'], { change: 'changed' }],
    ['photo-wall', { zh: '打卡墙只在离店时引导', en: 'Photo wall only on the way out' }, perShift, [], { change: 'changed' }],
    ['closing', { zh: '闭店清点、对账、断码补货单', en: 'Closing count, till check and restock list' }, at('22:10'), ['number', 'number', 'photo'], { mandatory: true, change: 'changed' }]),
  ...stepsOf('lv',
    ['live-check', { zh: '检查网络与机位', en: 'Check network and camera' }, at('19:40'), ['photo'], { mandatory: true }],
    ['live-talk', { zh: '在店内走动实穿，接「店里客人刚问的问题」', en: 'Walk the shop wearing it; answer what shop customers just asked' }, triggered, [], { change: 'changed' }],
    ['live-pin', { zh: '每 20 分钟换讲解品', en: 'Change the pinned item every 20 minutes' }, triggered, []],
    ['live-follow', { zh: '引导关注', en: 'Ask viewers to follow' }, triggered, []],
    ['size-card', { zh: '镜头旁放尺码卡（身高体重→尺码）', en: 'Size card beside the lens (height and weight → size)' }, at('19:50'), [],
      { change: 'new', from: { item: 'content-d', person: 'fang-yuan' } }],
    ['live-log', { zh: '每 30 分钟登记数据', en: 'Log the totals every 30 minutes' }, at('20:30', '21:00', '21:30', '22:00'), ['number'], { change: 'changed' }]),
];

export const changesV2: readonly Phrase[] = [
  { zh: '装置「会呼吸的衣橱」后移 2 米，门口 3 米无遮挡', en: 'The art piece moves back 2 m; nothing within 3 m of the door' },
  { zh: '打卡墙移到离店一侧，直播角移到货架旁，门口看得到试衣间', en: 'Photo wall to the exit side, live corner beside the racks, fitting rooms visible from the door' },
  { zh: '加一个迎宾岗，每小时换人', en: 'One greeter more, changing every hour' },
  { zh: '先揉一揉再开口（林晓）；整套搭配（何佳）；三分钟试一件（孙悦）', en: 'Crease test first (Lin Xiao); full outfits (He Jia); try one in three minutes (Sun Yue)' },
  { zh: '直播：走动实穿、尺码卡（方圆）、每 30 分钟登记', en: 'Live: walk and wear, size card (Fang Yuan), log every 30 minutes' },
];

export const layoutV1 = '艺术装置「会呼吸的衣橱」立在门口；打卡墙在入口侧；直播角在试衣间门前。';
export const layoutV2 = '装置后移 2 米（创意核心保留）；打卡墙移到离店一侧；直播角移到货架旁；从门口能看到试衣间。';
