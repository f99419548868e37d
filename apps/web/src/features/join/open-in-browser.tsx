import { Copy } from 'lucide-react';
import { m } from '../../paraglide/messages.js';
import type { ChatApp } from '../../runtime/identity/web-view.ts';
import { Button } from '../../ui/button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { Screen } from '../../ui/screen.tsx';
import { showToast } from '../../ui/toast.tsx';

const appNames = {
  wechat: m.join_app_wechat,
  wecom: m.join_app_wecom,
  dingtalk: m.join_app_dingtalk,
  feishu: m.join_app_feishu,
} as const satisfies Record<ChatApp, () => string>;

/** Inside a chat app: how to get to the real browser. The address, code included, is what is carried over. */
export function OpenInBrowser({ app }: { readonly app: ChatApp }) {
  const link = location.href;
  const copy = async () => showToast({ text: (await copyText(link)) ? m.ui_copied() : m.ui_copy_failed() });
  return (
    <Screen
      title={m.join_open_title()}
      footer={<Button tone="primary" icon={<Copy aria-hidden />} onClick={() => void copy()}>{m.join_copy_link()}</Button>}
    >
      <PointToMenu />
      <p className="mt-2 text-ink-2">{m.join_open_body({ app: appNames[app]() })}</p>
      <ol className="mt-5 grid gap-3">
        {[m.join_open_step_1(), m.join_open_step_2()].map((step, index) => (
          <li key={step} className="flex items-center gap-3 text-l font-semibold">
            <span className="grid size-8 flex-none place-items-center rounded-full border border-line-strong text-s">{index + 1}</span>
            {step}
          </li>
        ))}
      </ol>
      <p className="mt-8 text-ink-2">{m.join_open_or()}</p>
      <p className="mt-2 rounded-small border border-line bg-surface p-3 text-s break-all select-all">{link}</p>
    </Screen>
  );
}

// An arrow towards the menu of the chat app, where every one of them keeps it.
function PointToMenu() {
  return (
    <svg aria-hidden viewBox="0 0 96 72" className="fixed top-2 right-5 w-20 text-accent" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" strokeLinejoin="round">
      <path d="M8 66C40 64 76 52 84 8M72 18 84 6l9 14" />
    </svg>
  );
}
