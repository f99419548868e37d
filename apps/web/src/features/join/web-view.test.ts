import { describe, expect, it } from 'vitest';
import { chatAppOf, installWay } from './web-view.ts';

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';

describe('chatAppOf', () => {
  it('tells the four chat apps apart', () => {
    expect(chatAppOf(`${iphone} MicroMessenger/8.0.50(0x1800323a) NetType/4G Language/zh_CN`)).toBe('wechat');
    expect(chatAppOf(`${iphone} wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh`)).toBe('wecom');
    expect(chatAppOf(`${iphone} AliApp(DingTalk/7.6.0) com.laiwang.DingTalk/1 Channel/201200`)).toBe('dingtalk');
    expect(chatAppOf(`${iphone} Lark/7.20.5 LarkLocale/zh_CN`)).toBe('feishu');
    expect(chatAppOf(`${iphone} Feishu/7.20.5`)).toBe('feishu');
  });

  it('leaves real browsers alone', () => {
    expect(chatAppOf(`${iphone} Version/18.0 Safari/604.1`)).toBeUndefined();
    expect(chatAppOf('Mozilla/5.0 (Linux; Android 14; Clark) Chrome/126 Mobile Safari/537.36')).toBeUndefined();
  });
});

describe('installWay', () => {
  const page = { userAgent: 'Mozilla/5.0 (Linux; Android 14) Chrome/126', touchPoints: 5, standalone: false, hasPrompt: false };

  it('asks the browser where it can, and explains where it cannot', () => {
    expect(installWay({ ...page, hasPrompt: true })).toBe('prompt');
    expect(installWay(page)).toBe('menu');
    expect(installWay({ ...page, userAgent: iphone })).toBe('ios');
    expect(installWay({ ...page, userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)' })).toBe('ios');
    expect(installWay({ ...page, userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', touchPoints: 0 })).toBe('menu');
  });

  it('says nothing more once installed', () => {
    expect(installWay({ ...page, userAgent: iphone, standalone: true })).toBe('installed');
  });
});
