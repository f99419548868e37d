import { expect, it } from 'vitest';
import { shownError } from './log.ts';

it('shows where an error comes from, and its causes', () => {
  const shown = shownError(new TypeError('outside', { cause: Object.assign(new Error('inside'), { code: '57P01' }) }));
  expect(shown).toMatchObject({ type: 'TypeError', message: 'outside', cause: { message: 'inside', code: '57P01' } });
  expect(shown.stack).toContain('log.test.ts');
});

it('tells nothing that a person typed: no parameters, no rows, no connections', () => {
  const error = Object.assign(new Error('Failed query: insert …\nparams: 林晓,13800000000'), {
    query: 'insert into x values ($1, $2)', params: ['林晓', '13800000000'], detail: 'Key (name)=(林晓) exists', client: { password: 'secret' },
  });
  const written = JSON.stringify(shownError(error));
  expect(written).toContain('insert into x');
  for (const typed of ['林晓', '13800000000', 'secret']) expect(written).not.toContain(typed);
});

it('tells nothing that a wrapper repeats of a failed query', () => {
  const query = Object.assign(new Error('Failed query: select …\nparams: 林晓'), { query: 'select x', params: ['林晓'] });
  const shown = shownError(new TypeError(query.message, { cause: new Error('between', { cause: query }) }));
  expect(JSON.stringify(shown)).not.toContain('林晓');
  expect(shown).toMatchObject({ message: 'see cause', cause: { message: 'between', cause: { message: 'failed query: select x' } } });
});
