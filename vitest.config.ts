import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['tests/**/*.test.ts'],
    env: { AUTH_SECRET: 'a secret that only tests know', PASSWORD_COST: 'low' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
