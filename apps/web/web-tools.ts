import type { CompilerOptions } from '@inlang/paraglide-js';

/** Settings of the message compiler, shared by Vite and `pnpm generate`. */
export const paraglide: CompilerOptions = {
  project: './project.inlang',
  outdir: './src/paraglide',
  strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
  localStorageKey: 'fieldloop.locale',
  isServer: 'false',
  emitReadme: false,
};
