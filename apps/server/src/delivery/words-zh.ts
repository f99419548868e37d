import { parts, type NoticeWords, type Said } from './notice-words.ts';

export const noticeWordsZh: NoticeWords = {
  open: '打开查看',
  digest: (count) => `${count} 条提醒`,
  notices: {
    'alert-fired': (params) => ({ title: `预警 · ${params.text('siteName')} · ${params.text('ruleTitle')}`, body: reading(params) }),
    'alert-not-acknowledged': (params) => ({
      title: `还没有人跟进 · ${params.text('siteName')} · ${params.text('ruleTitle')}`,
      body: `${params.number('minutes') ?? 15} 分钟无人跟进。${reading(params)}`,
    }),
    'alert-cleared': (params) => ({
      title: `已恢复 · ${params.text('siteName')} · ${params.text('ruleTitle')}`,
      body: `持续 ${lasting(params.number('minutes') ?? 0)}。`,
    }),
    'alert-group': (params) => ({
      title: `预警 · ${params.number('count') ?? 0} 个点位 · ${params.text('ruleTitle')}`,
      body: params.text('siteNames'),
    }),
    digest: (params) => ({ title: `还有 ${params.number('count') ?? 0} 条提醒`, body: '今天的推送已到上限,其余在收件箱里。' }),
    test: (params) => ({ title: '测试消息', body: `「${params.text('channel')}」可以收到策行的提醒。` }),
  },
};

function reading(params: Said): string {
  const value = params.value('value');
  const level = params.value('level');
  const low = params.value('low');
  const high = params.value('high');
  const detail = params.text('detail');
  const bits = [
    ...(detail === '' ? [] : [detail]),
    ...(value === undefined ? [] : [`${value}${parts(params) ? `(${parts(params)})` : ''}`]),
    ...(low === undefined || high === undefined ? [] : [`波动 ${low}–${high}`]),
    ...(level === undefined ? [] : [`${params.text('direction') === 'above' ? '高于' : '低于'} ${level}`]),
    ...(params.text('time') === '' ? [] : [`截至 ${params.text('time')}`]),
  ];
  return bits.join(',');
}

function lasting(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分钟`;
}
