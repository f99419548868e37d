import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import * as z from 'zod/mini';
import { getLocale } from '../paraglide/runtime.js';
import { startRuntime } from '../runtime/start.ts';
import { useLocale } from '../ui/locale.ts';
import { showTheme } from '../ui/theme.ts';
import { router } from './router.tsx';
import { startUpdates } from './update.ts';
import './styles.css';

// The content security policy forbids evaluating strings, so zod must not try.
z.config({ jitless: true });
showTheme();
document.documentElement.lang = getLocale();
startUpdates();
// Who we are comes from IndexedDB in a few milliseconds; no screen waits for the network.
await startRuntime({ onSuperseded: () => window.location.reload() });

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

function App() {
  // A new language renders everything anew; drafts and entries live outside React.
  return <RouterProvider key={useLocale()} router={router} />;
}
