import { useSyncExternalStore } from 'react';

/** `system` follows the phone; `outdoor` is black on white for sunlight. */
export const themes = ['system', 'light', 'dark', 'outdoor'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'fieldloop.theme';
const listeners = new Set<() => void>();

/** The theme a person chose on this device. */
function chosenTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return themes.find((theme) => theme === stored) ?? 'system';
}

/** The chosen theme, for a component that shows it. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, chosenTheme);
}

/** Remembers a theme and shows it at once. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(storageKey, theme);
  paint();
  for (const listener of listeners) listener();
}

/** Puts the chosen theme on the document and follows the system from then on. Call once, before the first render. */
export function showTheme(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint);
  paint();
}

function paint(): void {
  const theme = chosenTheme();
  const shown = theme === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset['theme'] = shown;
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim();
  document.querySelector('meta[name=theme-color]')?.setAttribute('content', paper);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
