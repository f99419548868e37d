import { expect, it } from 'vitest';
import { setSession } from '../session/current-session.ts';
import { queryClient } from './desk-api.tsx';

it('forgets the answers that one person was given when somebody else comes', () => {
  queryClient.setQueryData(['inbox'], ['for a planner']);
  setSession(undefined);
  expect(queryClient.getQueryData(['inbox'])).toBeUndefined();
});
