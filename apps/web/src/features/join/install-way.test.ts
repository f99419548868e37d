import { describe, expect, it } from 'vitest';
import { installWay } from './install-way.ts';

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';

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
