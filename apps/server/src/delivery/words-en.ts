import { parts, type NoticeWords, type Said } from './notice-words.ts';

export const noticeWordsEn: NoticeWords = {
  open: 'Open',
  digest: (count) => `${count} messages`,
  notices: {
    'alert-fired': (params) => ({ title: `Alert · ${params.text('siteName')} · ${params.text('ruleTitle')}`, body: reading(params) }),
    'alert-not-acknowledged': (params) => ({
      title: `Nobody is on it · ${params.text('siteName')} · ${params.text('ruleTitle')}`,
      body: `Not acknowledged for ${params.number('minutes') ?? 15} minutes. ${reading(params)}`,
    }),
    'alert-cleared': (params) => ({
      title: `Back to normal · ${params.text('siteName')} · ${params.text('ruleTitle')}`,
      body: `It lasted ${lasting(params.number('minutes') ?? 0)}.`,
    }),
    'alert-group': (params) => ({
      title: `Alert · ${params.number('count') ?? 0} sites · ${params.text('ruleTitle')}`,
      body: params.text('siteNames'),
    }),
    digest: (params) => ({
      title: `${params.number('count') ?? 0} more messages`,
      body: 'Today’s limit of pushes is reached; the rest is in your inbox.',
    }),
    test: (params) => ({ title: 'Test message', body: `“${params.text('channel')}” can receive what Fieldloop sends.` }),
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
    ...(value === undefined ? [] : [`${value}${parts(params) ? ` (${parts(params)})` : ''}`]),
    ...(low === undefined || high === undefined ? [] : [`interval ${low}–${high}`]),
    ...(level === undefined ? [] : [`${params.text('direction') === 'above' ? 'above' : 'below'} ${level}`]),
    ...(params.text('time') === '' ? [] : [`up to ${params.text('time')}`]),
  ];
  return bits.join(', ');
}

function lasting(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  return hours === 0 ? `${rest} min` : `${hours} h ${rest} min`;
}
