import type { IncomingMessage } from 'node:http';

/** A request to the console's API, after the guard has accepted it. */
export interface ConsoleRequest {
  /** Named segments of the path: `{ id: '…' }` for `/api/traces/:id`. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The parsed JSON body of a POST; undefined for a GET. */
  readonly body: unknown;
  readonly incoming: IncomingMessage;
}

/** What a route returns to answer with something other than JSON and 200. */
export interface ConsoleResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** A path with named segments: `/api/traces/:id`. */
  readonly path: string;
  /** Returns the JSON to answer with, or a {@link ConsoleResponse}. @throws ConsoleProblem */
  handle(request: ConsoleRequest): unknown;
}

/** An error that the page shows: a status, a stable code and a sentence that says what to do. */
export class ConsoleProblem extends Error {
  override readonly name = 'ConsoleProblem';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Marks a response that is not JSON. */
export class RawResponse implements ConsoleResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array;
  readonly headers: Readonly<Record<string, string>>;

  constructor({ status, contentType, body, headers = {} }: ConsoleResponse) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.headers = headers;
  }
}

/**
 * Finds the route of a request.
 * @returns the route with the decoded segments of the path; undefined if no route matches
 */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; parameters: Record<string, string> } | undefined {
  for (const route of routes) {
    const parameters = route.method === method ? matchPath(route.path, path) : undefined;
    if (parameters !== undefined) return { route, parameters };
  }
  return undefined;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split('/');
  const actual = path.split('/');
  if (expected.length !== actual.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, segment] of expected.entries()) {
    const value = actual[index]!;
    if (segment.startsWith(':')) {
      const decoded = decodeSegment(value);
      if (decoded === undefined || decoded === '') return undefined;
      parameters[segment.slice(1)] = decoded;
    } else if (segment !== value) return undefined;
  }
  return parameters;
}

function decodeSegment(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
