import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { api, queryClient } from '../../runtime/react/desk-api.tsx';
import { useDirectory } from '../../runtime/react/use-directory.ts';
import { serverNow } from '../../runtime/server-clock.ts';
import { Button } from '../../ui/button.tsx';
import { Answer } from '../../ui/desk/answer.tsx';
import { askFirst } from '../../ui/desk/ask-first.tsx';
import { attempt } from '../../ui/desk/attempt.ts';
import { Card, PageHead } from '../../ui/desk/page-head.tsx';
import { SidePanel } from '../../ui/desk/side-panel.tsx';
import { Tag } from '../../ui/desk/tag.tsx';
import { formatMoment } from '../../ui/desk-format/instants.ts';
import { showToast } from '../../ui/toast.tsx';
import { useLocale } from '../../ui/locale.ts';
import { BotForm } from './bot-form.tsx';
import { type Channel, healthLines, healthWords, outcomeWords, serverOff } from './channel-words.ts';
import { PushDevice } from './push-device.tsx';

const refresh = () => queryClient.invalidateQueries({ queryKey: api.channels.list.queryKey() });

/** Ways out of the house: browser push and group bots, each with its health and a test. */
export function ChannelsPage({ tabs }: { readonly tabs: ReactNode }) {
  const locale = useLocale();
  const zone = useDirectory(locale).sites[0]?.timeZone ?? 'UTC';
  const asked = useQuery(api.channels.list.queryOptions());
  const remove = useMutation(api.channels.remove.mutationOptions({ onSuccess: refresh }));
  const [edited, setEdited] = useState<Channel | 'new'>();
  const when = (at: number) => formatMoment(at, serverNow(), zone, locale);
  const removeOnce = async ({ id, name }: Channel) => {
    const question = { title: m.desk_channel_remove_ask({ name }), note: m.desk_channel_remove_note(), confirm: m.desk_remove() };
    if (await askFirst(question)) await attempt(() => remove.mutateAsync({ id }));
  };
  return (
    <main className="px-4 py-4 lg:px-6.5 lg:py-5.5">
      <PageHead title={m.desk_channel_title()} sub={m.desk_channel_sub()} />
      {tabs}
      <Answer of={asked} rows={3}>
        {({ channels }) => {
          const bots = channels.filter(({ kind }) => kind === 'wecom');
          return (
            <div className="grid max-w-4xl gap-4">
              <Card
                title={m.desk_channel_wecom()}
                tools={<Button onClick={() => setEdited('new')}>{m.desk_channel_wecom_add()}</Button>}
              >
                {bots.length === 0 && <p className="mt-1 text-ink-3">{m.desk_channel_wecom_none()}</p>}
                {bots.map((bot) => (
                  <Row
                    key={bot.id}
                    channel={bot}
                    when={when}
                    actions={
                      <>
                        <Button onClick={() => setEdited(bot)}>{m.desk_channel_wecom_edit()}</Button>
                        <Button tone="quiet" onClick={() => void removeOnce(bot)}>
                          {m.desk_remove()}
                        </Button>
                      </>
                    }
                  />
                ))}
              </Card>
              <Card title={m.desk_channel_push()}>
                {channels
                  .filter(({ kind }) => kind === 'web-push')
                  .map((push) => (
                    <Row key={push.id} channel={push} when={when} />
                  ))}
                <PushDevice off={channels.some(({ kind, health }) => kind === 'web-push' && serverOff(health))} />
              </Card>
            </div>
          );
        }}
      </Answer>
      {edited && (
        <SidePanel
          title={edited === 'new' ? m.desk_channel_wecom_add() : m.desk_channel_wecom_edit()}
          onClose={() => setEdited(undefined)}
        >
          <BotForm
            bot={edited === 'new' ? undefined : edited}
            onSaved={() => {
              setEdited(undefined);
              void refresh();
            }}
          />
        </SidePanel>
      )}
    </main>
  );
}

function Row({
  channel,
  when,
  actions,
}: {
  readonly channel: Channel;
  readonly when: (at: number) => string;
  readonly actions?: ReactNode;
}) {
  const test = useMutation(api.channels.test.mutationOptions({ onSettled: refresh }));
  const health = healthWords(channel.health);
  const send = () =>
    void attempt(async () => {
      const outcome = outcomeWords(await test.mutateAsync({ id: channel.id }));
      showToast({ text: outcome.words, ...(outcome.ok ? {} : { tone: 'critical' as const }) });
    });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line py-2.5 first:border-0">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-semibold">{channel.kind === 'web-push' ? m.desk_channel_push_server() : channel.name}</span>
          <Tag tone={health.tone}>{health.words}</Tag>
        </p>
        <p className="text-[0.8125rem] text-ink-3">{healthLines(channel, when).join(' · ')}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button disabled={test.isPending || channel.health.state === 'off'} onClick={send}>
          {test.isPending ? m.desk_channel_testing() : m.desk_channel_test()}
        </Button>
        {actions}
      </div>
    </div>
  );
}
