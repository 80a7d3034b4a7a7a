import { join } from 'node:path';
import { listen } from '../../../local-cloud/src/contract/listen.ts';
import { type ConsoleServer, createConsoleServer } from './console-server.ts';
import { generatedSite } from './generated-site.ts';
import { serveSite, type StaticSite } from './static-site.ts';

export interface StartedConsole extends Pick<ConsoleServer, 'serve' | 'close'> {
  /** `http://localhost:3001` */
  readonly consoleUrl: string;
}

interface Dependencies {
  readonly workspaceFolder: string;
  /** 0 for any free port. */
  readonly port: number;
  readonly onInternalError: (message: string) => void;
}

/**
 * Starts the console's server on 127.0.0.1. It serves the built sites of the workspace and, once `serve` was called, the
 * API of the page.
 * @throws PortTaken
 */
export async function startConsole({
  workspaceFolder,
  port,
  onInternalError,
}: Dependencies): Promise<StartedConsole> {
  let origins: readonly string[] = [];
  const built = (tool: string, site: Omit<StaticSite, 'folder'>) => (path: string) =>
    serveSite({ ...site, folder: join(workspaceFolder, 'tools', tool, 'dist') }, path);
  const { server, serve, close } = createConsoleServer({
    sites: {
      '/': built('local-console', { title: 'console' }),
      '/shop': built('storefront', { title: 'shop', origins: () => origins }),
      '/reference': generatedSite(() => readReference(workspaceFolder)),
    },
    onInternalError,
  });
  const listening = await listen(server, { port, variable: 'CONSOLE_PORT' });
  return {
    consoleUrl: `http://localhost:${listening}`,
    serve(source) {
      origins = [source.cloud.apiUrl, source.cloud.endpointUrl];
      serve(source);
    },
    close,
  };
}

/** Loads the generator with the first page: Markdown, highlighting and Redoc cost memory. */
async function readReference(workspaceFolder: string): Promise<Map<string, string>> {
  const { referenceFiles } = await import('../../../api-reference/src/site/reference-files.ts');
  return referenceFiles(workspaceFolder);
}
