import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { advanceDigest, emptyDigest } from './digest.ts';
import { factEnvelope } from './envelope.ts';
import { liveHint } from './live.ts';
import { pullRequest, pullResponse } from './pull.ts';
import { pushRequest, pushResponse } from './push.ts';
import { PROTOCOL_VERSION } from './version.ts';

// What is on the wire, frozen. If this fails you have changed a frame. When every older peer can still read it (a new
// optional field), put the new hash here. When not, raise PROTOCOL_VERSION as well, and let the server read both.
const frozen = { version: 1, hash: '28f587e1f3515df1' };

it('is the wire that is deployed', () => {
  const frames = { factEnvelope, pushRequest, pushResponse, pullRequest, pullResponse, liveHint };
  const wire = Object.entries(frames).map(([name, schema]) => `${name} ${JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any' }))}`);
  const { hash } = advanceDigest(emptyDigest, [], wire.map((text) => ({ kind: 'frame', id: text, version: PROTOCOL_VERSION })));
  expect({ version: PROTOCOL_VERSION, hash }).toEqual(frozen);
});
