import { m } from '../paraglide/messages.js';
import { showToast } from '../ui/toast.tsx';
import { applyUpdate, postponeUpdate, useUpdate } from './update.ts';

/** A quiet bar when a newer version waits; never a modal, never on its own while somebody works. */
export function UpdatePrompt() {
  if (useUpdate() !== 'ready') return null;
  return (
    <div role="status" data-update-bar className="flex items-center gap-3 bg-accent-soft px-4 py-2 pt-[max(8px,env(safe-area-inset-top))] text-s text-ink">
      <span className="mr-auto">{m.app_update_ready()}</span>
      <button type="button" onClick={postponeUpdate} className="min-h-11 px-2 text-ink-2">
        {m.app_update_later()}
      </button>
      <button
        type="button"
        onClick={() => void apply()}
        className="min-h-11 rounded-small bg-accent px-4 font-semibold text-accent-ink"
      >
        {m.app_update_apply()}
      </button>
    </div>
  );
}

async function apply(): Promise<void> {
  if (!(await applyUpdate())) showToast({ tone: 'critical', text: m.app_update_held() });
}
