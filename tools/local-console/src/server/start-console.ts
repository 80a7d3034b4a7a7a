import { join } from 'node:path';
import { listen } from '../../../local-cloud/src/contract/listen.ts';
import { type ConsoleServer, createConsoleServer } from './console-server.ts';

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
  const built = (tool: string) => join(workspaceFolder, 'tools', tool, 'dist');
  const { server, serve, close } = createConsoleServer({
    sites: { '/': { folder: built('local-console'), title: 'console' } },
    onInternalError,
  });
  const listening = await listen(server, { port, variable: 'CONSOLE_PORT' });
  return { consoleUrl: `http://localhost:${listening}`, serve, close };
}
