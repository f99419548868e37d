import { parts, type NoticeWords, type Said } from './notice-words.ts';

export const noticeWordsEn: NoticeWords = {
  open: 'Open',
  digest: (count) => `${count} messages`,
  details: {
    price: 'price', queue: 'queue', service: 'service', quality: 'quality', exchange: 'exchange', network: 'network', safety: 'safety', other: 'other',
    'just-looking': 'just looking', 'size-missing': 'size missing', style: 'style', 'no-time': 'no time to try',
  },
  notices: {
    'alert-fired': (params) => ({ title: `Alert · ${siteOf(params)} · ${params.text('ruleTitle')}`, body: reading(params) }),
    'alert-not-acknowledged': (params) => ({
      title: `Nobody is on it · ${siteOf(params)} · ${params.text('ruleTitle')}`,
      body: `Not acknowledged for ${params.number('minutes') ?? 15} minutes. ${reading(params)}`,
    }),
    'alert-cleared': (params) => ({
      title: `Back to normal · ${siteOf(params)} · ${params.text('ruleTitle')}`,
      body: `It lasted ${lasting(params.number('minutes') ?? 0)}.`,
    }),
    'alert-group': (params) => ({
      title: `Alert · ${params.number('count') ?? 0} sites · ${params.text('ruleTitle')}`,
      body: params.text('siteNamesEn') || params.text('siteNames'),
    }),
    'facts-lost': (params) => ({
      title: `${params.number('count') ?? 0} entries could not be restored`,
      body: `${params.text('person')}’s phone had sent them before the database was put back from a backup, and no longer has them.`,
    }),
    'ledger-behind': () => ({
      title: 'The database is older than what phones have sent',
      body: 'If it was put back from a backup, run `pnpm ledger:new-epoch`, so that every phone sends its entries again.',
    }),
    digest: (params) => ({
      title: `${params.number('count') ?? 0} more messages`,
      body: 'Today’s limit of pushes is reached; the rest is in your inbox.',
    }),
    test: (params) => ({ title: 'Test message', body: `“${params.text('channel')}” can receive what Fieldloop sends.` }),
  },
};

function siteOf(params: Said): string {
  return params.text('siteNameEn') || params.text('siteName');
}

function reading(params: Said): string {
  return [...measured(params), ...(params.text('time') === '' ? [] : [`up to ${params.text('time')}`])].join(', ');
}

function measured(params: Said): string[] {
  if (params.text('metric') === 'silence') return [`no counts for ${params.number('silentMinutes') ?? 0} min`];
  const value = params.value('value') ?? '';
  const level = params.value('level') ?? '';
  if (params.text('unit') === 'count') {
    const detail = params.text('detail');
    return [...(detail === '' ? [] : [noticeWordsEn.details[detail] ?? detail]), `${value} times`, `alert at ${level}`];
  }
  const [low, high] = [params.value('low'), params.value('high')];
  return [
    `${value}${parts(params) ? ` (${parts(params)})` : ''}`,
    ...(low === undefined || high === undefined ? [] : [`interval ${low}–${high}`]),
    `${params.text('direction') === 'above' ? 'above' : 'below'} ${level}`,
  ];
}

function lasting(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), Math.round(minutes % 60)];
  return hours === 0 ? `${rest} min` : `${hours} h ${rest} min`;
}
