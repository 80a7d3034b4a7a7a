import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// Redoc shows this image next to "API docs by Redocly". It is the bundle's only request to another host.
const REMOTE_LOGO = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
const EMPTY_IMAGE = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';

/**
 * Reads Redoc's standalone bundle from the installed package.
 *
 * @throws Error if a new version of Redoc no longer contains the image that is replaced
 */
export function redocBundle(): string {
  const bundle = readFileSync(
    createRequire(import.meta.url).resolve('redoc/bundles/redoc.standalone.js'),
    'utf8',
  );
  if (!bundle.includes(REMOTE_LOGO))
    throw new Error(`Redoc no longer loads ${REMOTE_LOGO}. Check what it loads, and change redoc-bundle.ts.`);
  return bundle.replaceAll(REMOTE_LOGO, EMPTY_IMAGE).replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}
