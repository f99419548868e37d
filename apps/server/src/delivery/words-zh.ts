import { parts, type NoticeWords, type Said } from './notice-words.ts';

export const noticeWordsZh: NoticeWords = {
  open: '打开查看',
  digest: (count) => `${count} 条提醒`,
  details: {
    price: '价格', queue: '排队', service: '服务', quality: '质量', exchange: '退换', network: '网络', safety: '安全', other: '其他',
    'just-looking': '只是看看', 'size-missing': '断码', style: '款式', 'no-time': '没时间试',
  },
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
    'facts-lost': (params) => ({
      title: `有 ${params.number('count') ?? 0} 条记录没能找回`,
      body: `数据库从备份恢复之前，${params.text('person')} 的手机已经发过这些记录，现在手机上也没有了。`,
    }),
    'ledger-behind': () => ({
      title: '数据库比手机发过的内容旧',
      body: '如果刚从备份恢复，请运行 `pnpm ledger:new-epoch`，让每台手机把记录再发一遍。',
    }),
    digest: (params) => ({ title: `还有 ${params.number('count') ?? 0} 条提醒`, body: '今天的推送已到上限,其余在收件箱里。' }),
    test: (params) => ({ title: '测试消息', body: `「${params.text('channel')}」可以收到策行的提醒。` }),
  },
};

function reading(params: Said): string {
  return [...measured(params), ...(params.text('time') === '' ? [] : [`截至 ${params.text('time')}`])].join(',');
}

function measured(params: Said): string[] {
  if (params.text('metric') === 'silence') return [`${params.number('silentMinutes') ?? 0} 分钟没有计数`];
  const value = params.value('value') ?? '';
  const level = params.value('level') ?? '';
  if (params.text('unit') === 'count') {
    const detail = params.text('detail');
    return [...(detail === '' ? [] : [noticeWordsZh.details[detail] ?? detail]), `${value} 次`, `预警线 ${level} 次`];
  }
  const [low, high] = [params.value('low'), params.value('high')];
  return [
    `${value}${parts(params) ? `(${parts(params)})` : ''}`,
    ...(low === undefined || high === undefined ? [] : [`波动 ${low}–${high}`]),
    `${params.text('direction') === 'above' ? '高于' : '低于'} ${level}`,
  ];
}

function lasting(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分钟`;
}
