import type { Payloads } from '@fieldloop/domain/payloads';

/** Of the story's organization. */
export const organizationName = '「轻通勤」';
export const planId = 'commute';
export const v1 = 'commute@1';
export const v2 = 'commute@2';

/** The pop-up in the mall corridor: one door, every passer-by counted. */
export const jingan: Payloads['site-set'] = {
  site: 'ja',
  kind: 'popup',
  name: { zh: '静安快闪店', en: "Jing'an pop-up" },
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  opens: 600,
  closes: 1_320,
  areaM2: 60,
  zones: [
    { id: 'front', name: { zh: '门头', en: 'Front' } },
    { id: 'hero', name: { zh: '主推台', en: 'Hero table' } },
    { id: 'racks', name: { zh: '货架区', en: 'Racks' } },
    { id: 'fitting', name: { zh: '试衣间', en: 'Fitting rooms' } },
    { id: 'till', name: { zh: '收银台', en: 'Till' } },
    { id: 'live-corner', name: { zh: '直播角', en: 'Live corner' } },
    { id: 'photo-wall', name: { zh: '打卡墙', en: 'Photo wall' } },
  ],
  countRule: {
    method: 'full',
    text: '数走过门前 3 米线的人。店员、快递和 1.2 米以下儿童不数；10 秒内进出不算进店；结伴的每人各算一个。',
  },
  plan: planId,
};

/** The live room of the brand's private domain, Wednesday and Saturday evenings. */
export const liveRoom: Payloads['site-set'] = {
  site: 'lv',
  kind: 'live-room',
  name: { zh: '视频号直播间', en: 'Channels live room' },
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  opens: 1_200,
  closes: 1_320,
  weekdays: [3, 6],
  zones: [],
  countRule: { method: 'platform', text: '平台累计值，口径为人数，每 30 分钟登记一次。' },
  plan: planId,
};

export const plan: Payloads['plan-set'] = {
  plan: planId,
  sites: ['ja', 'lv'],
  name: { zh: '「轻通勤」快闪 + 私域直播', en: 'Light Commute: pop-up and private-domain live' },
  owner: 'zhou-ning',
  partner: 'chen-li',
  core: [{ zh: '艺术装置「会呼吸的衣橱」', en: 'The art piece “Breathing Wardrobe”' }],
};

/** Styles with their colours as asked for at the fitting rooms, and their list price in fen. */
export const styles = [
  { style: 'YL-S01-蓝', price: 25_900 },
  { style: 'YL-S01-白', price: 25_900 },
  { style: 'YL-P02-黑', price: 26_900 },
  { style: 'YL-P02-卡其', price: 26_900 },
  { style: 'YL-K03-燕麦', price: 29_900 },
  { style: 'YL-T04-白', price: 12_900 },
  { style: 'YL-B05-灰', price: 15_900 },
] as const;

export const sizes = [['S', 18], ['M', 41], ['L', 29], ['XL', 12]] as const;

/** Who bought or tried on; never asked of a passer-by. */
export const segments = [['office', 41], ['friends', 27], ['member', 14], ['visitor', 18]] as const;

export const paymentShares = [['wechat', 71], ['alipay', 22], ['card', 7]] as const;
