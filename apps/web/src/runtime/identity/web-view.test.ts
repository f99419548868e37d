import { describe, expect, it } from 'vitest';
import { chatAppOf, enrolmentObstacle } from './web-view.ts';

const agents = {
  wechat:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.48(0x18003030) NetType/WIFI Language/zh_CN',
  wecom:
    'Mozilla/5.0 (Linux; Android 13; PGT-AN10) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/111.0.5563.116 Mobile Safari/537.36 wxwork/4.1.20 MicroMessenger/7.0.1 Language/zh',
  dingtalk:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/20G75 AliApp(DingTalk/7.5.10) com.laiwang.DingTalk/36061234',
  feishu:
    'Mozilla/5.0 (Linux; Android 12; M2102K1C) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/110.0.5481.153 Mobile Safari/537.36 Lark/7.13.5 LarkLocale/zh_CN',
};
const chrome = 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36';

describe('a chat app is recognised by its web view', () => {
  it.each(Object.entries(agents))('%s', (app, userAgent) => {
    expect(chatAppOf(userAgent)).toBe(app);
    expect(enrolmentObstacle({ userAgent, isSecureContext: true, hasIndexedDb: true })).toEqual({ kind: 'chat-app', app });
  });

  it('lets a real browser through', () => {
    expect(enrolmentObstacle({ userAgent: chrome, isSecureContext: true, hasIndexedDb: true })).toBeUndefined();
  });

  it('says when a page is not secure or cannot store', () => {
    expect(enrolmentObstacle({ userAgent: chrome, isSecureContext: false, hasIndexedDb: true })).toEqual({ kind: 'insecure' });
    expect(enrolmentObstacle({ userAgent: chrome, isSecureContext: true, hasIndexedDb: false })).toEqual({ kind: 'no-storage' });
  });
});
