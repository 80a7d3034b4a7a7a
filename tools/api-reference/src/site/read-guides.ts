import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The guides of the site in the order of its navigation: files of docs/guides/api. */
export const guideNames = [
  'authentication',
  'idempotency',
  'errors',
  'paging',
  'webhooks',
  'versions',
] as const;

/** A guide in Markdown. */
export interface Guide {
  readonly name: string;
  readonly markdown: string;
}

/** @param root  the root of the workspace */
export const readGuides = (root: string): Guide[] =>
  guideNames.map((name) => ({
    name,
    markdown: readFileSync(join(root, 'docs/guides/api', `${name}.md`), 'utf8'),
  }));
