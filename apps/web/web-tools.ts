import type { CompilerOptions } from '@inlang/paraglide-js';

/** Settings of the two code generators, shared by Vite and `pnpm generate`. */
export const paraglide: CompilerOptions = {
  project: './project.inlang',
  outdir: './src/paraglide',
  strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
  localStorageKey: 'fieldloop.locale',
  isServer: 'false',
  emitReadme: false,
};

export const routes = {
  target: 'react',
  routesDirectory: './src/routes',
  generatedRouteTree: './src/app/route-tree.gen.ts',
  quoteStyle: 'single',
  semicolons: true,
  autoCodeSplitting: true,
  addExtensions: true,
  routeFileIgnorePattern: '\\.test\\.tsx?$',
  disableLogging: true,
} as const;
