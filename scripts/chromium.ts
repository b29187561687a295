import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findOnPath } from './find-on-path';

/** The shell without windows comes first: the same engine, and a sixth less work for the processor. */
const systemNames = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const debianPackages = ['chromium-headless-shell', 'chromium'];

/** The path of a Chromium on this machine, or null. */
export function findChromium(): string | null {
  for (const name of systemNames) {
    const path = findOnPath(name);
    if (path) return path;
  }
  const own = chromium.executablePath();
  return existsSync(own) ? own : null;
}

/** Whether a Debian package could be installed: older releases lack some. */
function installPackage(name: string): boolean {
  const { status } = spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

function say(sentence: string): void {
  process.stdout.write(`  ${sentence}\n`);
}

/**
 * The path of a Chromium, installed when there is none: as a Debian package where that is possible, else by
 * Playwright's own download. Says what it did.
 *
 * @throws Error where neither way works.
 */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) {
    say(`Browser for the tests: ${found}`);
    return found;
  }
  if (process.getuid?.() === 0 && findOnPath('apt-get')) {
    say('No Chromium here: installing the Debian package.');
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    debianPackages.some(installPackage);
  } else {
    say("No Chromium here: fetching Playwright's own.");
    execFileSync(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
      stdio: 'inherit',
    });
  }
  const installed = findChromium();
  if (!installed) throw new Error('No Chromium could be installed: install one, or put it on the PATH.');
  say(`Installed ${installed}`);
  return installed;
}
