// All that talks to the server. It is loaded after the first paint: until then a tap is saved, and waits.
export { createSyncEngine } from '@fieldloop/sync/engine';
export { renewPush } from '../push-subscription.ts';
export { httpNetwork } from '../transport.ts';
export { runSession } from './run-session.ts';
