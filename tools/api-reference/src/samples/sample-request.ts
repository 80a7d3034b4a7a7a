/** Query parameters by name. */
export type Query = Readonly<Record<string, string | number | boolean>>;

/** A request to the API, to be shown as code. */
export interface SampleRequest {
  readonly operationId: string;
  readonly method: string;
  /** `https://api.tradewind.example` */
  readonly baseUrl: string;
  /** The path with its parameters: `/orders/{orderId}`. */
  readonly path: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** What the client's call takes after the path parameters. */
  readonly input: 'body' | 'query' | 'none';
  readonly query: Query;
  /** Headers without `Authorization` and `Content-Type`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The JSON value of the body; undefined for none. */
  readonly body?: unknown;
  /** Whether the request sends an access token. */
  readonly hasToken: boolean;
}

/** @returns the path with the encoded values of its parameters */
export const fillPath = ({ path, pathParameters }: Pick<SampleRequest, 'path' | 'pathParameters'>): string =>
  path.replaceAll(/\{(\w+)\+?\}/g, (_, name: string) => encodeURIComponent(pathParameters[name] ?? ''));

/** @returns the query string with its question mark, or an empty text */
export function toQueryString(query: Query): string {
  const values = Object.entries(query).map(([name, value]) => [name, String(value)]);
  const text = new URLSearchParams(values).toString();
  return text === '' ? '' : `?${text}`;
}
