// First: it says in which order the layers of all other styles apply.
import './styles.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { getLocale } from '../paraglide/runtime.js';
import { StorageError } from '../runtime/database/database-guard.ts';
import { startRuntime } from '../runtime/start.ts';
import { useLocale } from '../ui/locale.ts';
import { showTheme } from '../ui/theme.ts';
import { router } from './router.tsx';
import { StorageClosed } from './storage-closed.tsx';
import { startUpdates } from './update.ts';

// The content security policy forbids evaluating strings, so zod must not try.
z.config({ jitless: true });
showTheme();
document.documentElement.lang = getLocale();
startUpdates();
// Who we are comes from IndexedDB in a few milliseconds; no screen waits for the network.
const opened = await startRuntime({ onSuperseded: () => window.location.reload() }).then(() => true, cannotOpen);

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    {opened ? <App /> : <StorageClosed />}
  </StrictMode>,
);

function cannotOpen(cause: unknown): false {
  if (cause instanceof StorageError) return false;
  throw cause;
}

function App() {
  // A new language renders everything anew; drafts and entries live outside React.
  return <RouterProvider key={useLocale()} router={router} />;
}
