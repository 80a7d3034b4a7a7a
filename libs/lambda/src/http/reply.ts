import { toETag } from '#libs/models';

/** What a route answers; the handler stack turns it into JSON. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface ReplyOptions {
  /** Where the new thing is, from the root: `/catalog/products/prd_…`. */
  readonly location?: string;
  /** The record answered, whose version is the entity tag. */
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

export const ok = reply(200);
export const created = reply(201);
export const accepted = reply(202);
export const noContent = (): Reply => ({ status: 204 });
