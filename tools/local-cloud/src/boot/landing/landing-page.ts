/** A place of the running system that a person or a tool may open. */
export interface Link {
  /** The key in JSON: `console`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly url: string;
}

export interface LandingResponse {
  readonly status: 200;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Asked {
  readonly path: string;
  readonly method: string;
  readonly accept: string | undefined;
}

/**
 * Answers `GET /` of the local API, which no service owns: a page of links, or JSON for a client that asks for JSON.
 *
 * @param links  where the parts of the running system are
 * @returns undefined for any other request
 */
export function landingResponse(
  { path, method, accept = '' }: Asked,
  links: readonly Link[],
): LandingResponse | undefined {
  if (path !== '/' || (method !== 'GET' && method !== 'HEAD')) return undefined;
  const isPage = prefersHtml(accept);
  return {
    status: 200,
    headers: {
      'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json',
      'Cache-Control': 'no-store',
      Vary: 'Accept',
      ...(isPage && { 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" }),
    },
    body: isPage ? toPage(links) : `${JSON.stringify(toDocument(links), undefined, 2)}\n`,
  };
}

/**
 * Whether HTML is at least as welcome as JSON. A client without a preference, such as curl, gets JSON.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1
 */
function prefersHtml(accept: string): boolean {
  const qualities = new Map(
    accept.split(',').map((range) => {
      const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
      return [type, Number(quality)];
    }),
  );
  const html = qualities.get('text/html') ?? qualities.get('text/*') ?? 0;
  return html > 0 && html >= (qualities.get('application/json') ?? 0);
}

const toDocument = (links: readonly Link[]) => ({
  name: 'Tradewind',
  stage: 'local',
  links: Object.fromEntries(links.map(({ name, url }) => [name, url])),
});

const toPage = (links: readonly Link[]): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Tradewind API</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 38rem; margin: 12vh auto 4rem; padding: 0 1.5rem; }
  h1 { font-size: 1.5rem; margin: 0; }
  p { margin: 0; color: color-mix(in srgb, CanvasText 72%, Canvas); }
  ul { list-style: none; padding: 0; margin: 2rem 0; display: grid; gap: 0.75rem; }
  a { display: block; padding: 0.85rem 1.1rem; border: 1px solid color-mix(in srgb, CanvasText 18%, Canvas); border-radius: 8px; color: inherit; text-decoration: none; }
  a:hover, a:focus-visible { border-color: LinkText; }
  a b { color: LinkText; }
  code { font-size: 0.9em; }
</style>
<h1>Tradewind API</h1>
<p>The local system is running. Each service answers below its own path, such as <code>/catalog/products</code>.</p>
<ul>
${links.map(toItem).join('\n')}
</ul>
<p>Print a bearer token with <code>npm run -s token -- customer</code>.</p>
</html>
`;

const toItem = ({ title, description, url }: Link): string =>
  `  <li><a href="${escapeHtml(url)}"><b>${escapeHtml(title)}</b><br>${escapeHtml(description)}</a></li>`;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
