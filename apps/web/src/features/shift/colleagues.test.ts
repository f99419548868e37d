import { expect, it } from 'vitest';
import { colleagues } from './colleagues.ts';

const person = (id: string, value = id) => ({ id, name: { value, by: 'server', stamp: '', device: '', version: 1 } });
const works = (id: string, role: 'operator' | 'lead' | 'partner' | 'planner', until?: number) => ({ person: id, role, from: 100, ...(until === undefined ? {} : { until }) });

it('offers a post to those who work on this floor now, and not to oneself', () => {
  const people = [person('me'), person('lin', '林晓'), person('builder'), person('gone'), person('planner')];
  const memberships = [works('me', 'lead'), works('lin', 'operator'), works('builder', 'partner'), works('gone', 'operator', 150), works('planner', 'planner')];
  expect(colleagues(people, memberships, 'me', 200)).toEqual([{ id: 'lin', name: '林晓' }]);
  expect(colleagues(people, memberships, 'lin', 120).map(({ id }) => id)).toEqual(['gone', 'me']);
});
