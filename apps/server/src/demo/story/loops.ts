import type { Calendar } from './calendar.ts';
import { instantOf } from './calendar.ts';
import { planId } from './places.ts';
import { ruleIds } from './rules.ts';
import type { ScriptedFact } from './script.ts';
import { scripted } from './script.ts';

/** Loops of the story; their labels are for readers of this file, screens show titles. */
export const loopIds = { music: 'loop-17', entry: 'loop-18', price: 'loop-19', queue: 'loop-20' } as const;

const desk = 'desk';
const ja = ['ja'];

/** 12 % of passers-by came in: from the alert of day 12 to the report of day 28. */
export function entryLoop(calendar: Calendar): ScriptedFact[] {
  const loop = loopIds.entry;
  const at = (day: number, time: string) => instantOf(calendar, day, time);
  const join = (time: string, id: string) =>
    scripted(at(12, time), 'zhou-ning', desk, 'signal-joined', { loop, sites: ja, signal: { kind: 'item', site: 'ja', id } });
  return [
    scripted(at(12, '11:51'), 'zhou-ning', 'site:ja', 'alert-acknowledged', (screen) => {
      const alert = screen.firingAlert('ja', ruleIds.entryRate);
      return alert === undefined ? undefined : { alert, note: '我来跟进' };
    }),
    scripted(at(12, '11:58'), 'zhou-ning', desk, 'loop-opened', (screen) => {
      const alert = screen.firingAlert('ja', ruleIds.entryRate);
      return {
        loop, title: '静安进店率只有 12%', mode: 'ordinary', sites: ['ja', 'lv'], plan: planId, owner: 'zhou-ning', rule: ruleIds.entryRate,
        signals: alert === undefined ? [] : [{ kind: 'alert', site: 'ja', id: alert }],
        dueAt: at(13, '11:45'),
      };
    }),
    join('12:04', 'issue-1'), join('12:07', 'issue-2'), join('12:08', 'issue-3'), join('12:09', 'issue-4'),
    join('12:20', 'content-a'), join('12:21', 'content-b'), join('13:09', 'content-c'), join('13:14', 'issue-8'),
    scripted(at(12, '13:20'), 'zhou-ning', desk, 'loop-decided', {
      loop, sites: ['ja', 'lv'], answer: 'revision', checks: ['check-hours'],
      decision: '装置后移 2 米（创意核心保留），打卡墙与直播角对调位置，加一个迎宾岗，把 A、B、C 三条现场内容写进 SOP。',
    }),
    scripted(at(12, '13:24'), 'zhou-ning', desk, 'check-asked', {
      check: 'check-hours', subject: `loop:${loop}`, owner: { role: 'operations-manager', person: 'chen-li' }, dueAt: at(12, '18:00'),
      question: { zh: '人力红线：加迎宾岗后每天在 84 小时以内吗？', en: 'Red line: with one greeter more, are we within 84 hours a day?' },
    }),
    scripted(at(12, '14:40'), 'chen-li', desk, 'check-passed', {
      check: 'check-hours', as: 'operations-manager', evidence: '工作日 70 小时，周末 84 小时，不超 84。',
    }),
    scripted(at(28, '22:40'), 'zhou-ning', desk, 'loop-closed', {
      loop, sites: ['ja', 'lv'], outcome: 'helped',
      learned: '「快闪店点位验收」清单加一条：动线联合走场——策划与店长开店前一起走一遍，拍照。',
    }),
  ];
}

/** Louder music, a price that differed between shop and live room, and the queue at the fitting rooms. */
export function otherLoops(calendar: Calendar): ScriptedFact[] {
  const at = (day: number, time: string) => instantOf(calendar, day, time);
  const open = (day: number, time: string, loop: string, title: string, item: string, by: 'zhou-ning' | 'liang-jia', rule?: string) =>
    scripted(at(day, time), by, desk, 'loop-opened', (screen) => {
      const alert = rule === undefined ? undefined : screen.firingAlert('ja', rule);
      return {
        loop, title, mode: 'ordinary', sites: ja, plan: planId, owner: by, ...(rule === undefined ? {} : { rule }),
        signals: [
          { kind: 'item', site: 'ja', id: item },
          ...(alert === undefined ? [] : [{ kind: 'alert' as const, site: 'ja', id: alert }]),
        ],
      };
    });
  return [
    open(16, '15:06', loopIds.music, '店里音乐再大一点', 'content-e', 'liang-jia'),
    scripted(at(16, '15:30'), 'liang-jia', desk, 'loop-decided', {
      loop: loopIds.music, sites: ja, answer: 'no-action', decision: '维持现在的音量。', reason: '商场限 65 分贝',
    }),
    scripted(at(16, '15:32'), 'liang-jia', desk, 'loop-closed', { loop: loopIds.music, sites: ja, outcome: 'no-action' }),
    open(20, '20:52', loopIds.price, '直播间比店里便宜 40 元', 'issue-9', 'zhou-ning', ruleIds.complaints),
    scripted(at(20, '22:04'), 'zhou-ning', desk, 'loop-decided', {
      loop: loopIds.price, sites: ja, answer: 'on-site',
      decision: '店播同价：直播券店内同享；今晚三位客人补差 40 元。以后开播前 2 小时核对店播价格。',
    }),
    scripted(at(22, '10:30'), 'zhou-ning', desk, 'loop-closed', {
      loop: loopIds.price, sites: ja, outcome: 'helped', learned: '开播前 2 小时核对店播同价。',
    }),
    open(27, '14:34', loopIds.queue, '周六高峰试衣间排队', 'issue-15', 'zhou-ning', ruleIds.fittingRooms),
  ];
}
