import { join } from 'node:path';
import { colorsFor } from '../../../../workspace/src/cli/colors.ts';
import {
  isLive,
  type Output,
  processOutput,
  showRows,
} from '../../../../workspace/src/cli/progress/progress.ts';
import type { Rows } from '../../../../workspace/src/cli/progress/rows.ts';
import { serviceFolderNames } from '../../../../workspace/src/layout/workspace-folders.ts';
import { PackagingFailed } from '../packaging/run-nx.ts';
import { holdingTerminal } from '../terminal/holding-terminal.ts';
import { addressLines, startSummary, type Started, warningLines } from '../terminal/start-summary.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { CLOUD_ROW, SEED_ROW } from './boot-rows.ts';

/** What `npm start` shows until the system is ready. */
export interface StartDisplay {
  readonly rows: Rows;
  /** Passes lines on once the display has ended. Before, it holds them back as far as they would disturb. */
  readonly terminal: Terminal;
  /** Ends the display with the addresses, the warnings so far and the line `ready URL`. */
  ready(started: Started): Promise<void>;
  /** Ends the display before its time. */
  failed(error: unknown): Promise<void>;
}

/** Shows the services of the workspace while they are packaged and deployed. */
export async function startDisplay(
  workspaceFolder: string,
  terminal: Terminal,
  output: Output = processOutput,
): Promise<StartDisplay> {
  const services = serviceFolderNames(join(workspaceFolder, 'services'));
  const rows = await showRows([CLOUD_ROW, ...services, SEED_ROW], output);
  const held = holdingTerminal(terminal, { holdsAll: isLive(output) });
  const showWarnings = (warnings: readonly string[]) => {
    for (const line of warningLines(warnings)) terminal.warn(line);
  };
  return {
    rows,
    terminal: held,
    async ready(started) {
      await rows.close();
      const warnings = held.release();
      const lines = isLive(output)
        ? startSummary(started, colorsFor(output.stream, output.environment))
        : addressLines(started);
      for (const line of lines) terminal.info(line);
      showWarnings(warnings);
      terminal.info(`ready ${started.apiUrl}`);
    },
    async failed(error) {
      if (error instanceof PackagingFailed) error.projects.forEach(rows.fail);
      await rows.close();
      showWarnings(held.release());
    },
  };
}
