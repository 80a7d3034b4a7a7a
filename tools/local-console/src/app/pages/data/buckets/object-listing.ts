/** An object of a bucket. */
export interface ObjectEntry {
  readonly Key: string;
  readonly Size: number;
  readonly LastModified: string;
  readonly ETag: string;
}

/** A row of a bucket: a folder, or an object. */
export type ListingRow =
  | { readonly kind: 'folder'; readonly prefix: string }
  | { readonly kind: 'object'; readonly object: ObjectEntry };

/** A page of ListObjectsV2 with the delimiter `/`. */
export interface ObjectPage {
  readonly Contents?: readonly ObjectEntry[];
  readonly CommonPrefixes?: readonly { readonly Prefix: string }[];
  readonly NextContinuationToken?: string;
}

/** Returns the folders, then the objects of some pages. */
export const toRows = (pages: readonly ObjectPage[]): readonly ListingRow[] => [
  ...pages.flatMap(({ CommonPrefixes = [] }) =>
    CommonPrefixes.map(({ Prefix }): ListingRow => ({ kind: 'folder', prefix: Prefix })),
  ),
  ...pages.flatMap(({ Contents = [] }) => Contents.map((object): ListingRow => ({ kind: 'object', object }))),
];

/** The name of a row below its prefix. */
export const rowName = (row: ListingRow, prefix: string): string =>
  (row.kind === 'folder' ? row.prefix : row.object.Key).slice(prefix.length);

/** The folders that lead to a prefix: `a/b/` has `a/` and `a/b/`. */
export const prefixSteps = (prefix: string): readonly { readonly name: string; readonly prefix: string }[] =>
  prefix
    .split('/')
    .slice(0, -1)
    .map((name, index, all) => ({ name, prefix: `${all.slice(0, index + 1).join('/')}/` }));

/** How an object can be shown. */
export type PreviewKind = 'image' | 'json' | 'csv' | 'parquet' | 'text' | 'none';

const kindsByExtension: Readonly<Record<string, PreviewKind>> = {
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  webp: 'image',
  avif: 'image',
  gif: 'image',
  svg: 'image',
  json: 'json',
  csv: 'csv',
  parquet: 'parquet',
  txt: 'text',
  log: 'text',
  jsonl: 'text',
  ndjson: 'text',
  xml: 'text',
  md: 'text',
  yml: 'text',
};

/** Decides by content type, else by the extension of the key. */
export function toPreviewKind(key: string, contentType = ''): PreviewKind {
  if (contentType.startsWith('image/')) return 'image';
  if (contentType.includes('json')) return 'json';
  if (contentType.startsWith('text/csv')) return 'csv';
  const extension = /\.([a-z0-9]+)$/i.exec(key)?.[1]?.toLowerCase() ?? '';
  const byExtension = Object.hasOwn(kindsByExtension, extension) ? kindsByExtension[extension] : undefined;
  return byExtension ?? (contentType.startsWith('text/') ? 'text' : 'none');
}
