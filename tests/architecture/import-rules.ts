/**
 * Who may import whom. A file belongs to the zone with the longest path that it starts with; `{name}` in a path is one
 * folder, the same on both sides of a rule. What is not allowed is forbidden.
 */
export interface Zone {
  readonly path: string;
  /** Zones of ours, `zone` or `type zone` where only types may be taken. The own zone is always allowed. */
  readonly ours: readonly string[];
  /** Packages from elsewhere; `*` allows all but `not`. */
  readonly packages: readonly string[];
  readonly not?: readonly string[];
}

const pages = ['react', '@tanstack/react-query', 'lucide-react', '@base-ui/*', 'zod/mini'];

export const zones: readonly Zone[] = [
  { path: 'packages/statistics/src', ours: [], packages: [] },
  { path: 'packages/domain/src', ours: ['packages/statistics/src'], packages: ['zod/mini'] },
  { path: 'packages/sync/src/protocol', ours: ['type packages/domain/src'], packages: ['zod/mini'] },
  {
    path: 'packages/sync/src/folding',
    ours: ['packages/sync/src/protocol', 'type packages/domain/src'],
    packages: ['zod/mini'],
  },
  {
    path: 'packages/sync/src/client',
    ours: ['packages/sync/src/protocol', 'packages/sync/src/folding', 'type packages/domain/src'],
    packages: ['zod/mini'],
  },
  {
    path: 'packages/sync/src/server',
    ours: ['packages/sync/src/protocol', 'packages/sync/src/folding', 'type packages/domain/src'],
    packages: ['zod/mini'],
  },
  {
    path: 'packages/sync/src/testing',
    ours: [
      'packages/sync/src/protocol', 'packages/sync/src/folding', 'packages/sync/src/client', 'packages/sync/src/server',
      'type packages/domain/src',
    ],
    packages: ['zod/mini', 'vitest', 'fast-check'],
  },
  {
    path: 'apps/web/src/runtime',
    ours: [
      'packages/domain/src', 'packages/sync/src/client', 'packages/sync/src/protocol', 'packages/sync/src/folding',
      'type apps/server/src',
    ],
    packages: ['dexie', 'zod/mini', 'type @trpc/server'],
  },
  {
    path: 'apps/web/src/runtime/react',
    ours: [
      'apps/web/src/runtime', 'packages/domain/src', 'packages/sync/src/client', 'packages/sync/src/protocol',
      'type apps/server/src',
    ],
    packages: ['react', 'dexie', '@tanstack/react-query', '@trpc/*'],
  },
  {
    path: 'apps/web/src/ui',
    // Parts that several features share may read records and photos through the same hooks as features do.
    ours: ['apps/web/src/runtime', 'apps/web/src/runtime/react', 'packages/domain/src', 'packages/statistics/src', 'apps/web/src/paraglide'],
    packages: [...pages, 'echarts', 'wouter/use-browser-location'],
  },
  {
    path: 'apps/web/src/features/{feature}',
    ours: [
      'apps/web/src/runtime', 'apps/web/src/runtime/react', 'apps/web/src/ui', 'apps/web/src/paraglide',
      'packages/domain/src', 'packages/statistics/src', 'type packages/sync/src/protocol',
    ],
    packages: pages,
  },
  {
    path: 'apps/web/src/routes',
    ours: [
      'apps/web/src/app', 'apps/web/src/features/{feature}', 'packages/domain/src', 'apps/web/src/runtime', 'apps/web/src/runtime/react', 'apps/web/src/ui', 'apps/web/src/paraglide',
    ],
    packages: pages,
  },
  {
    path: 'apps/web/src/app',
    ours: [
      'apps/web/src/routes', 'apps/web/src/features/{feature}', 'apps/web/src/runtime', 'apps/web/src/runtime/react',
      'apps/web/src/ui', 'apps/web/src/paraglide',
    ],
    packages: [...pages, 'react-dom', 'workbox-window'],
  },
  { path: 'apps/web/src/worker', ours: ['apps/web/src/runtime', 'apps/web/src/paraglide'], packages: ['workbox-*'] },
  { path: 'apps/web/src/paraglide', ours: [], packages: [] },
  {
    path: 'apps/server/src',
    ours: ['apps/server/src/demo', 'packages/domain/src', 'packages/statistics/src', 'packages/sync/src/protocol', 'packages/sync/src/server', 'packages/sync/src/folding'],
    packages: ['*'],
    not: ['react', 'dexie', 'vite', 'vitest'],
  },
  {
    path: 'apps/server/src/demo',
    ours: ['apps/server/src', 'packages/domain/src', 'packages/statistics/src', 'packages/sync/src/protocol', 'packages/sync/src/server', 'packages/sync/src/client', 'packages/sync/src/folding', 'packages/sync/src/testing'],
    packages: ['*'],
    not: ['react', 'dexie', 'vite', 'vitest', 'pg', 'drizzle-orm'],
  },
];

/** Files whose contents stay on one side of a door: who may import them at all. */
export const doors: readonly { readonly file: RegExp; readonly only: RegExp; readonly because: string }[] = [
  {
    file: /^apps\/server\/src\/(db|ledger)\/[\w-]+-tables\.ts$/,
    only: /^apps\/server\/src\/(db|ledger|people|delivery|alerts|insight)\/|^tests\//,
    because: 'database tables stay with the parts that keep them; the API and HTTP see their answers only',
  },
  {
    file: /^apps\/server\/src\/demo\//,
    only: /^apps\/server\/src\/(demo\/|first-start\.ts$|welcome\.ts$)|^tests\//,
    because: 'the demo is loaded by the first start, named by the welcome, and used by nothing else',
  },
];
