import { Schema as S } from '@triplit/client';

export const secret = 'a secret of this measurement only';

export const schema = S.Collections({
  facts: {
    schema: S.Schema({ id: S.Id(), name: S.String(), site: S.String(), at: S.Number(), stamp: S.String(), shift: S.String(), counter: S.String(), count: S.Number() }),
  },
  /** Of the warm-up, so that it is not in the way of what is measured. */
  warm: {
    schema: S.Schema({ id: S.Id(), name: S.String(), site: S.String(), at: S.Number(), stamp: S.String(), shift: S.String(), counter: S.String(), count: S.Number() }),
  },
  records: {
    schema: S.Schema({ id: S.Id(), kind: S.String(), text: S.String(), category: S.String(), severity: S.String(), status: S.String(), at: S.Number() }),
  },
});
