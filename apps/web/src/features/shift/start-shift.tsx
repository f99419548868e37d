import { posts } from '@fieldloop/domain/payload';
import type { Post } from '@fieldloop/domain/payload';
import { useState } from 'react';
import { m } from '../../paraglide/messages.js';
import { write } from '../../runtime/fact-store.ts';
import type { Floor } from '../../runtime/react/use-floor.ts';
import { chooseSite } from '../../runtime/settings.ts';
import { Button } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { useLocale } from '../../ui/locale.ts';
import { phraseText } from '../../ui/phrase.ts';
import { postName } from '../../ui/post-name.ts';
import { Screen } from '../../ui/screen.tsx';
import { keepStorage } from './keep-storage.ts';
import { PostChoice } from './post-choice.tsx';

interface StartShiftProps {
  readonly floor: Floor;
  /** Sites this person works at. */
  readonly sites: readonly Floor['site'][];
  readonly leads: boolean;
  readonly onStarted: () => void;
}

/** Site, post, plan and revision preselected: one button to start. */
export function StartShift({ floor, sites, leads, onStarted }: StartShiftProps) {
  const locale = useLocale();
  const { site, inForce } = floor;
  const [post, setPost] = useState<Post>(site.kind === 'live-room' ? 'live' : leads ? 'lead' : 'greeter');
  const [starting, setStarting] = useState(false);
  const offered = posts.filter((each) => (each !== 'lead' || leads) && (site.kind === 'live-room' ? each === 'live' || each === 'chat' || each === 'lead' : each !== 'chat'));

  const start = async () => {
    setStarting(true);
    await write('shift-started', {
      shift: crypto.randomUUID(),
      post,
      ...(site.plan ? { plan: site.plan } : {}),
      ...(inForce ? { revision: inForce.id } : {}),
    });
    void keepStorage();
    onStarted();
  };

  return (
    <Screen title={m.shift_start_title()} back="/floor" footer={<Button tone="primary" disabled={starting} onClick={() => void start()}>{m.shift_start()} · {postName(post)}</Button>}>
      <div className="grid gap-6">
        {sites.length > 1 ? (
          <Chips label={m.shift_site()} columns={2} options={sites.map(({ id, name }) => ({ value: id, label: phraseText(name, locale) }))} value={site.id} onChange={(id) => void chooseSite(id)} />
        ) : (
          <p className="text-xl font-bold">{phraseText(site.name, locale)}</p>
        )}
        <PostChoice posts={offered} value={post} onChange={setPost} />
        <dl className="grid gap-3 border-y border-line py-4">
          <div>
            <dt className="text-s text-ink-3">{m.shift_plan()}</dt>
            <dd className="font-semibold">{inForce ? m.shift_plan_in_force({ title: inForce.title, n: inForce.number }) : m.shift_plan_none()}</dd>
          </div>
          {site.countRule.text && (
            <div>
              <dt className="text-s text-ink-3">{m.shift_count_rule()}</dt>
              <dd>{site.countRule.text}</dd>
            </div>
          )}
        </dl>
      </div>
    </Screen>
  );
}
