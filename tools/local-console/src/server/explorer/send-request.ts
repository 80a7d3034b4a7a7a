import { ConsoleProblem } from '../route.ts';

/** A request to the API, as the explorer composes it. */
export interface ApiRequest {
  readonly method: string;
  /** The path with its query: `/orders?limit=10`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text; absent for none. */
  readonly body?: string;
  /** The seeded user who sends it; absent for guests. */
  readonly user?: string;
}

/** What the API answered. */
export interface ApiAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly durationMillis: number;
  readonly bytes: number;
}

interface Dependencies {
  readonly apiUrl: string;
  /** @returns an access token; undefined for an unknown user */
  readonly signIn: (user: string) => Promise<string | undefined>;
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => number;
}

// API Gateway answers within 29 seconds.
const TIMEOUT_MILLIS = 35_000;

/**
 * Sends a request of the explorer to the API, and to nothing else. The page would not see all headers of the answer.
 *
 * @throws ConsoleProblem if the user is unknown or the API does not respond
 */
export async function sendRequest(
  { method, path, headers, body, user }: ApiRequest,
  { apiUrl, signIn, fetch = globalThis.fetch, now = () => performance.now() }: Dependencies,
): Promise<ApiAnswer> {
  const url = new URL(path, apiUrl);
  if (!path.startsWith('/') || url.origin !== new URL(apiUrl).origin)
    throw new ConsoleProblem(400, 'explorer.other-host', 'The path must begin with a slash.');
  const token = user === undefined ? undefined : await signIn(user);
  if (user !== undefined && token === undefined)
    throw new ConsoleProblem(404, 'user.unknown', `The seed has no user ${user}.`);
  const startedAt = now();
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      ...(body !== undefined && { body }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    return {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
      body: bytes.toString('utf8'),
      durationMillis: now() - startedAt,
      bytes: bytes.length,
    };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error };
    throw new ConsoleProblem(
      502,
      'explorer.no-answer',
      `The API did not answer: ${cause?.message ?? message}.`,
    );
  }
}
