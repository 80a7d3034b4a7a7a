import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';

/** osls names the folder of the artifacts by the clock when it deploys, and the conventions leave it undated. */
const artifactFolder = /("serverless\/[^"/]+\/[^"/]+\/)(?:undated|\d{13}-[\d:.TZ-]+)(?=\/)/g;

/**
 * @returns the digest of what would be deployed: the template, in any order of its keys, and the zips. The
 *   same sources make the same hash, on another day and another machine.
 */
export function contentHash({ template, artifacts }: Pick<ServicePackage, 'template' | 'artifacts'>): string {
  const hash = createHash('sha256').update(canonical(template).replaceAll(artifactFolder, '$1undated'));
  for (const file of artifacts.toSorted()) hash.update(`\n${basename(file)} ${digest(readFileSync(file))}`);
  return hash.digest('hex');
}

/** @returns the digest of some text or bytes, in hex */
export const digest = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex');

/** JSON with its keys in order. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
