import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/chromium';

/** The next port belongs to the servers that tests kill. */
const port = Number(process.env.E2E_PORT ?? 3290);
const address = `http://127.0.0.1:${port}`;

const executablePath = process.env.CHROMIUM_PATH ?? findChromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  timeout: 150_000,
  expect: { timeout: 30_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  use: {
    baseURL: address,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
    // Recording costs two fifths of the time: ask for it with --trace=on where a journey fails.
    trace: 'off',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: 'node --import tsx e2e/serve.ts',
    env: { PORT: String(port) },
    url: `${address}/api/health`,
    timeout: 60_000,
    stdout: 'pipe',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 6_000 },
  },
});
