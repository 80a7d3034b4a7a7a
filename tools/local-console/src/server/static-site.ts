import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { RawResponse } from './route.ts';

export const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

// Vite writes a hash of the content into the names of these files.
const hashed = /^\/?assets\//;

/** What answers the paths below a base path: `/` is the site's root. */
export type Site = (path: string) => Promise<RawResponse>;

/**
 * Pages load nothing from other hosts: a violation is blocked instead of being noticed offline.
 *
 * @param origins  other origins on this machine that the pages call, and load images from
 */
export const contentSecurityPolicy = (origins: readonly string[] = []): string =>
  [
    "default-src 'self'",
    // Mantine and xyflow set styles of elements.
    "style-src 'self' 'unsafe-inline'",
    `img-src ${["'self' data: blob:", ...origins].join(' ')}`,
    `connect-src ${["'self'", ...origins].join(' ')}`,
    "worker-src 'self' blob:",
    "frame-ancestors 'none'",
  ].join('; ');

/** A folder with the built pages of a single-page application. */
export interface StaticSite {
  /** The folder that the build writes. */
  readonly folder: string;
  /** What the site is, for the page that is shown while it is built: `console`. */
  readonly title: string;
  /** Other origins that its pages call: the API of the shop. */
  readonly origins?: () => readonly string[];
}

/**
 * Returns a file of a built site; a path without a file returns `index.html`, so that the application's own routes work.
 * @param path of the request below the site's base path: `/traces/1`
 */
export async function serveSite({ folder, title, origins }: StaticSite, path: string): Promise<RawResponse> {
  const name = normalize(path).replace(/^([/\\]|\.\.([/\\]|$))+/, '');
  const file = join(folder, name);
  const isInside = file.startsWith(`${folder}${sep}`);
  if (isInside && extname(name) !== '' && (await isFile(file)))
    return fileResponse(file, { isImmutable: hashed.test(name), origins: origins?.() });
  if (hashed.test(name))
    return new RawResponse({
      status: 404,
      contentType: 'text/plain',
      body: 'This file belongs to an earlier build. Reload the page.',
    });
  const index = join(folder, 'index.html');
  return (await isFile(index))
    ? fileResponse(index, { isImmutable: false, origins: origins?.() })
    : building(title);
}

async function fileResponse(
  file: string,
  { isImmutable, origins }: { isImmutable: boolean; origins: readonly string[] | undefined },
): Promise<RawResponse> {
  return new RawResponse({
    status: 200,
    contentType: contentTypes[extname(file)] ?? 'application/octet-stream',
    body: await readFile(file),
    headers: {
      'cache-control': isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      'content-security-policy': contentSecurityPolicy(origins),
      'x-content-type-options': 'nosniff',
    },
  });
}

/** Shown until the first build has finished; it loads itself again. */
const building = (title: string): RawResponse =>
  new RawResponse({
    status: 503,
    contentType: 'text/html; charset=utf-8',
    headers: { 'retry-after': '1', refresh: '1' },
    body: `<!doctype html><html lang="en"><meta name="color-scheme" content="light dark"><title>Tradewind</title>
<body style="font: 16px system-ui; display: grid; place-items: center; height: 90vh"><p>The ${title} is being built. This page reloads itself.</p></body></html>`,
  });

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
