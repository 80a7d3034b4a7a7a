import { afterAll, beforeAll } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { findChromium } from './find-chromium.ts';
import { testedSystem } from './system.ts';

interface PageOptions {
  readonly width?: 1280 | 1920;
  readonly colorScheme?: 'light' | 'dark';
}

export interface TestBrowser {
  /** Opens a page of the console's port: `/traces`, `/shop`. */
  open(path: string, options?: PageOptions): Promise<Page>;
}

// Chromium would otherwise look up hosts of Google at its start. Without a sandbox it also runs as root, as in containers.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const heights = { 1280: 800, 1920: 1080 } as const;

/** Starts Chromium for a test file. After its tests, the file fails if a page requested another host or had an error. */
export function useBrowser(): TestBrowser {
  const { consoleUrl } = testedSystem();
  const complaints: string[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: findChromium(), args: flags });
  });
  afterAll(async () => {
    await browser.close();
    if (complaints.length > 0) throw new Error(`The pages had errors:\n${complaints.join('\n')}`);
  });

  return {
    async open(path, { width = 1280, colorScheme = 'light' } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: heights[width] },
        colorScheme,
        locale: 'en-US',
        timezoneId: 'UTC',
        reducedMotion: 'reduce',
      });
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.on('pageerror', (error) => complaints.push(`${path}: ${error.stack}`));
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (protocol.startsWith('http') && hostname !== 'localhost' && hostname !== '127.0.0.1')
          complaints.push(`${path}: requested ${request.url()}`);
      });
      await page.goto(`${consoleUrl}${path}`);
      return page;
    },
  };
}
