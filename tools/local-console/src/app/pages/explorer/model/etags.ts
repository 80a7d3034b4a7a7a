/** The `ETag` of each record that the explorer saw, by its path without the query. */
export type SeenTags = Readonly<Record<string, string>>;

/** The path of a record: the action of a POST such as `/orders/ord_1/cancel` belongs to `/orders/ord_1`. */
const recordPath = (path: string): string =>
  path.split('?')[0]!.replace(/\/(?:complete|cancel|pick|dispatch|deliver)$/, '');

/** @returns the tags with that of an answer; `location` names the record that a POST created */
export function rememberTag(
  tags: SeenTags,
  path: string,
  { etag, location }: { readonly etag: string | undefined; readonly location: string | undefined },
): SeenTags {
  return etag === undefined ? tags : { ...tags, [location ?? recordPath(path)]: etag };
}

/** @returns the version of a record that was seen last, to offer it as `If-Match` */
export const tagOf = (tags: SeenTags, path: string): string | undefined => tags[recordPath(path)];
