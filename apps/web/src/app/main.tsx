// First: it says in which order the layers of all other styles apply.
import './styles.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { getLocale } from '../paraglide/runtime.js';
import { StorageError } from '../runtime/database/database-guard.ts';
import { startRuntime } from '../runtime/start.ts';
import { useLocale } from '../ui/locale.ts';
import { showTheme } from '../ui/theme.ts';
import { App } from './app.tsx';
import { StorageClosed } from './storage-closed.tsx';

// The content security policy forbids evaluating strings, so zod must not try.
z.config({ jitless: true });
showTheme();
document.documentElement.lang = getLocale();
// Who we are comes from IndexedDB in a few milliseconds; no screen waits for the network.
const opened = await startRuntime({ onSuperseded: () => window.location.reload(), locale: getLocale }).then(() => true, cannotOpen);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    {opened ? <Localized /> : <StorageClosed />}
  </StrictMode>,
);

// The worker is registered when the first screen stands.
void import('./update.ts').then(({ startUpdates }) => startUpdates());

function cannotOpen(cause: unknown): false {
  if (cause instanceof StorageError) return false;
  throw cause;
}

function Localized() {
  // A new language renders everything anew; drafts and entries live outside React.
  return <App key={useLocale()} />;
}
