import { useEffect, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { type PushFailure, type PushState, disablePush, enablePush, pushState } from '../../runtime/push.ts';
import { Button } from '../../ui/button.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { useLocale } from '../../ui/locale.ts';

const stateWords = {
  on: m.desk_channel_push_on,
  off: m.desk_channel_push_off,
  denied: m.desk_channel_push_denied,
  unsupported: m.desk_channel_push_unsupported,
} as const satisfies Record<PushState, () => string>;

const failureWords = {
  denied: m.desk_channel_push_denied,
  unsupported: m.desk_channel_push_unsupported,
  slow: m.desk_channel_push_slow,
  'server-off': m.desk_channel_health_off,
  failed: m.desk_channel_push_failed,
} as const satisfies Record<PushFailure, () => string>;

/** Pushes to the browser that is open here: on or off, and why it cannot be. */
export function PushDevice({ off }: { /** The server sends none. */ readonly off: boolean }) {
  const locale = useLocale();
  const [state, setState] = useState<PushState>();
  const [failure, setFailure] = useState<PushFailure>();
  const [working, setWorking] = useState(false);
  useEffect(() => void pushState().then(setState), []);

  const run = async (work: () => Promise<PushFailure | undefined | void>) => {
    setWorking(true);
    setFailure(undefined);
    await attempt(async () => setFailure((await work()) ?? undefined));
    setState(await pushState());
    setWorking(false);
  };

  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-semibold">{m.desk_channel_push_device()}</p>
        <p role="status" className={`text-[0.8125rem] ${failure ? 'font-semibold text-attention' : 'text-ink-3'}`}>
          {off && state !== 'on' ? m.desk_channel_push_server_off() : failure ? failureWords[failure]() : state && stateWords[state]()}
        </p>
      </div>
      {state === 'on' && (
        <Button disabled={working} onClick={() => void run(disablePush)}>
          {m.desk_channel_push_disable()}
        </Button>
      )}
      {state === 'off' && !off && (
        <Button disabled={working} onClick={() => void run(() => enablePush(locale))}>
          {working ? m.desk_channel_push_working() : m.desk_channel_push_enable()}
        </Button>
      )}
    </div>
  );
}
