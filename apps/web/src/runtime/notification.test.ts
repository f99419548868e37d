import { describe, expect, it } from 'vitest';
import { destinationOf, readPush } from './notification.ts';

const message = {
  web_push: 8030,
  notification: { title: '进店率低于 30%', body: '静安快闪店 14:15', navigate: 'https://shop.test/desk/now', lang: 'zh-CN', tag: 'r1', data: {} },
};

describe('a push', () => {
  it('shows what the message says', () => {
    expect(readPush(JSON.stringify(message))).toMatchObject({
      title: '进店率低于 30%',
      options: { body: '静安快闪店 14:15', lang: 'zh-CN', tag: 'r1', data: { navigate: 'https://shop.test/desk/now' } },
    });
  });

  it.each([undefined, '', 'not json', '[]', '{}', '{"web_push":8030}', '{"web_push":8030,"notification":{"title":""}}', 'null'])(
    'shows something even when it says %j',
    (text) => {
      const { title, options } = readPush(text);
      expect(title).not.toBe('');
      expect(destinationOf(options.data, 'https://shop.test')).toBe('/');
    },
  );
});

describe('a tap on a notification', () => {
  it('leads to the path of this origin', () => {
    expect(destinationOf({ navigate: 'https://shop.test/desk/loops/l1?tab=effect#top' }, 'https://shop.test')).toBe('/desk/loops/l1?tab=effect#top');
    expect(destinationOf({ navigate: '/desk/now' }, 'https://shop.test')).toBe('/desk/now');
  });

  it('never leads elsewhere', () => {
    for (const navigate of ['https://evil.test/desk/now', '//evil.test', 'javascript:alert(1)', 7, undefined]) {
      expect(destinationOf({ navigate }, 'https://shop.test')).toBe('/');
    }
  });
});
