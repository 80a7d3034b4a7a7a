import { extname } from 'node:path';
import { RawResponse } from './route.ts';
import { contentSecurityPolicy, contentTypes, type Site } from './static-site.ts';

/**
 * A site whose files are generated again for each page, so that it shows the current state of the workspace.
 *
 * @param generate  returns the contents of files by path, such as `index.html`
 */
export function generatedSite(generate: () => Promise<ReadonlyMap<string, string>>): Site {
  let files: ReadonlyMap<string, string> | undefined;
  return async (path) => {
    const name = path === '/' ? 'index.html' : path.slice(1);
    const isPage = ['.html', '.json'].includes(extname(name));
    if (isPage || files === undefined) files = await generate();
    const body = files.get(name);
    if (body === undefined)
      return new RawResponse({ status: 404, contentType: 'text/plain', body: `There is no page ${path}.` });
    return new RawResponse({
      status: 200,
      contentType: contentTypes[extname(name)] ?? 'application/octet-stream',
      body,
      headers: {
        'cache-control': 'no-cache',
        'content-security-policy': contentSecurityPolicy(),
        'x-content-type-options': 'nosniff',
      },
    });
  };
}
