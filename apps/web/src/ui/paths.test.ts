import { expect, it } from 'vitest';
import { hrefOf, matchPath, paths } from './paths.ts';

it('finds every path by the address it makes', () => {
  for (const path of paths) {
    const params = Object.fromEntries([...path.matchAll(/\$(\w+)/g)].map(([, name]) => [name ?? '', 'a/b 行%']));
    expect(matchPath(hrefOf({ to: path, params }))).toEqual({ path, params });
  }
});

it('writes what is set behind the question mark, and nothing else', () => {
  expect(hrefOf({ to: '/desk/now', search: { site: '静安', metric: undefined } })).toBe('/desk/now?site=%E9%9D%99%E5%AE%89');
  expect(hrefOf({ to: '/desk/now', search: { site: undefined } })).toBe('/desk/now');
  expect(hrefOf({ href: '/desk/loops/a?b=c' })).toBe('/desk/loops/a?b=c');
});

it('refuses a link to nothing', () => {
  expect(() => hrefOf({ to: '/desk/loops/$loop' })).toThrow(RangeError);
  expect(() => hrefOf({ to: '/desk/loops/$loop', params: { loop: '' } })).toThrow(RangeError);
});

it('lets a slash at the end pass, and knows no other address', () => {
  expect(matchPath('/desk/now/')?.path).toBe('/desk/now');
  expect(matchPath('/desk/loops/%E0%A4%A')).toEqual({ path: '/desk/loops/$loop', params: { loop: '%E0%A4%A' } });
  expect(matchPath('/desk/loops/a/b')).toBeUndefined();
  expect(matchPath('/Desk/now')).toBeUndefined();
});
