import { defineConfig } from 'vitest/config';

/** Suites that start real processes run one file at a time: two cores, and their timings are part of what they check. */
const serial = { fileParallelism: false, testTimeout: 60_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    setupFiles: ['test/support/setup.ts'],
    globalSetup: ['test/support/test-servers.ts'],
    reporters: ['default', './test/support/count-reporter.ts'],
    projects: [
      {
        extends: true,
        // Some make keys and wait for servers, on a machine where everything else runs as well.
        test: { name: 'unit', include: ['{apps,libs,scripts}/**/*.spec.ts'], testTimeout: 30_000, hookTimeout: 30_000 },
      },
      {
        extends: true,
        test: {
          name: 'architecture',
          include: ['test/architecture/**/*.spec.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      { extends: true, test: { name: 'integration', include: ['test/integration/**/*.spec.ts'], ...serial } },
      { extends: true, test: { name: 'guarantees', include: ['test/guarantees/**/*.spec.ts'], ...serial } },
      { extends: true, test: { name: 'scenarios', include: ['test/scenarios/**/*.spec.ts'], ...serial } },
      { extends: true, test: { name: 'console', include: ['test/console/**/*.spec.ts'], ...serial } },
      // Alone: what it counts is what a machine of two cores does with nothing else to do.
      {
        extends: true,
        test: { name: 'chaos', include: ['test/chaos/**/*.spec.ts'], ...serial, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
