import { toETag } from '#libs/models';

/** The reply of a route. The handler serializes the body as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface ReplyOptions {
  /** The absolute path of the new resource: `/catalog/products/prd_…`. */
  readonly location?: string;
  /** The version of the returned record, which becomes the entity tag. */
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

const reply =
  (status: number) =>
  (body: unknown, { location, version, headers }: ReplyOptions = {}): Reply => ({
    status,
    body,
    headers: {
      ...(location !== undefined && { Location: location }),
      ...(version !== undefined && { ETag: toETag({ version }) }),
      ...headers,
    },
  });

/** A reply with status 200. */
export const ok = reply(200);
/** A reply with status 201; set `location`. */
export const created = reply(201);
/** A reply with status 202. */
export const accepted = reply(202);
/** A reply with status 204, without a body. */
export const noContent = (): Reply => ({ status: 204 });
