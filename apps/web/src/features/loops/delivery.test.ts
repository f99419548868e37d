import { beforeEach, describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '../../paraglide/runtime.js';
import { atOpening, deliveryCount, deliverySentence, lateDeliveries } from './delivery.ts';

const minute = 60_000;
const opening = 1_783_303_200_000;
const phone = (person: string, deliveredAt?: number, readAt?: number) => ({
  device: `phone-${person}`,
  person,
  personName: person,
  site: 'ja',
  ...(deliveredAt === undefined ? {} : { deliveredAt }),
  ...(readAt === undefined ? {} : { readAt, knownAt: readAt }),
});
const phones = [
  phone('王珊', opening - 900 * minute, opening - 890 * minute),
  phone('吴桐', opening + 22 * minute, opening - 29 * minute),
  phone('陈小雨', opening + 107 * minute, opening + 109 * minute),
  phone('何佳', opening - 24 * minute),
  phone('孙悦'),
];

const inForce = () => opening;
const notYet = () => undefined;

describe('who has a revision', () => {
  beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

  test('delivered, read and at opening are counted apart', () => {
    expect(deliveryCount(phones)).toEqual({ total: 5, delivered: 4, read: 3 });
    expect(atOpening(phones, inForce)).toEqual({ total: 5, had: 3 });
    expect(atOpening(phones, notYet)).toBeUndefined();
  });

  test('a phone taken into use later was not late, and was not there at opening', () => {
    const later = { ...phone('王珊', opening + 20_000 * minute), inUseSince: opening + 19_000 * minute };
    const known = { ...phone('陈小雨', opening + 107 * minute), inUseSince: opening - 19_000 * minute };
    expect(lateDeliveries([later, known], inForce).map(({ delivery }) => delivery.person)).toEqual(['陈小雨']);
    expect(atOpening([later, known], inForce)).toEqual({ total: 1, had: 0 });
    expect(atOpening([later], inForce)).toBeUndefined();
  });

  test('a person who read it offline had it, even if the server knew later', () => {
    expect(lateDeliveries(phones, inForce).map(({ delivery, late }) => [delivery.person, late / minute])).toEqual([
      ['陈小雨', 107],
    ]);
    expect(lateDeliveries(phones, inForce, (person) => person !== '陈小雨')).toEqual([]);
  });

  test('each site has its own moment of coming into force', () => {
    const room = { ...phone('方圆', opening + 3_000 * minute), site: 'lv' };
    const from = (site: string) => (site === 'lv' ? opening + 4_000 * minute : opening);
    expect(atOpening([room], from)).toEqual({ total: 1, had: 1 });
    expect(lateDeliveries([room], from)).toEqual([]);
  });

  test('names the phone that was late and what that means for the figures', () => {
    expect(deliverySentence(phones, inForce, 'zh-CN')).toBe(
      '4/5 台已送达，3/5 人已读。生效时 3/5 台已有新版。陈小雨 在生效后 1小时47分钟 才收到；这段时间的流水：现场是新版、手上是旧版，不计入话术对比。',
    );
    expect(deliverySentence([], notYet, 'zh-CN')).toContain('还没有手机收到');
  });
});
