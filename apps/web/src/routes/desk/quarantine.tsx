import * as z from 'zod/mini';
import { DeskSettingsTabs } from '../../features/desk-frame/desk-settings-tabs.tsx';
import { QuarantinePage } from '../../features/quarantine/quarantine-page.tsx';
import { heldReasons } from '../../features/quarantine/reason-words.ts';
import { useNavigate, useSearch } from '../../ui/navigation.tsx';

const text = z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(64))), undefined);
const quarantineSearch = z.object({
  settled: z.catch(z.optional(z.literal('yes')), undefined),
  reason: z.catch(z.optional(z.enum(heldReasons)), undefined),
  site: text,
  author: text,
  /** The open one: its device and seq. */
  device: text,
  seq: z.catch(z.optional(z.string().check(z.regex(/^\d{1,9}$/))), undefined),
});

export function Quarantine() {
  const navigate = useNavigate();
  return (
    <QuarantinePage
      tabs={<DeskSettingsTabs />}
      search={useSearch(quarantineSearch)}
      onSearch={(search) => navigate({ search: { ...search }, replace: true })}
    />
  );
}
