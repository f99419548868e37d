import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = resolve(import.meta.dirname, '..');
const left = ['**/node_modules/**', '**/dist/**', '**/.types/**'];

/** One project per kind of ground that a test needs. Run one: `pnpm unit --project postgres`. */
export default defineConfig({
  root,
  test: {
    // Two cores: one worker for tests, the other for PostgreSQL or Chromium.
    maxWorkers: 2,
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['packages/**/*.test.ts', 'apps/**/*.test.ts', 'tests/architecture/**/*.test.ts'],
          exclude: [...left, 'apps/web/src/runtime/**'],
          // A busy machine is no defect: what takes long is told by the reporter.
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'runtime',
          include: ['apps/web/src/runtime/**/*.test.ts', 'tests/runtime/**/*.test.ts'],
          exclude: left,
          setupFiles: ['./tests/runtime-setup.ts'],
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'postgres',
          include: ['tests/integration/**/*.test.ts'],
          exclude: left,
          globalSetup: ['./tests/integration/setup/postgres.ts'],
          testTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 120_000,
        },
      },
      {
        root,
        test: {
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
          exclude: left,
          testTimeout: 300_000,
        },
      },
      {
        root,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: left,
          globalSetup: ['./tests/integration/setup/postgres.ts'],
          testTimeout: 180_000,
          expect: { poll: { timeout: 20_000 } },
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
