import { BringIn } from '../../features/bring-in/bring-in.tsx';
import { FloorGate } from '../../features/floor-frame/floor-gate.tsx';
import { SyncPill } from '../../features/sync-status/sync-pill.tsx';
import { m } from '../../paraglide/messages.js';
import { useLeads, useOwnSites, type Floor } from '../../runtime/react/use-floor.ts';
import { useLocale } from '../../ui/locale.ts';
import { phraseText } from '../../ui/phrase.ts';
import { Screen } from '../../ui/screen.tsx';

export function BringInOnFloor() {
  return <FloorGate>{(floor) => <Bring floor={floor} />}</FloorGate>;
}

function Bring({ floor: { scope, site } }: { readonly floor: Floor }) {
  const locale = useLocale();
  const leads = useLeads(scope);
  const sites = useOwnSites();
  const siteName = (id: string) => {
    const found = [site, ...sites].find((each) => each.id === id);
    return found ? phraseText(found.name, locale) : id;
  };
  return (
    <Screen title={m.bring_title()} back="/floor" trailing={<SyncPill />}>
      <BringIn may={leads} zone={site.timeZone} siteName={siteName} />
    </Screen>
  );
}
