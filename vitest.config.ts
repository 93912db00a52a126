import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Tests assert no times; this only ends one that hangs, on machines however slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Names of tests are shown whole.
    chaiConfig: { truncateThreshold: 0 },
  },
});
