import { join } from 'node:path';
import { readArguments } from '../../../workspace/src/cli/arguments.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/services/service-folder.ts';
import { deployGraph } from './graph/deploy-graph.ts';
import { printers, type GraphFormat } from './graph/print-graph.ts';
import { readServicePackage, serviceFolders } from '../../../workspace/src/templates/service-package.ts';

/**
 * `npx nx deploy-graph [--format text|mermaid|json]`: who has to be deployed before whom, by the packaged templates.
 * A fault in it is printed and makes the exit code 1.
 */
function main(args: readonly string[]): void {
  const { options } = readArguments(args, { format: { type: 'string', default: 'text' } });
  const format = options.format as GraphFormat;
  if (!Object.hasOwn(printers, format))
    throw new CommandError(`--format ${format}: write ${Object.keys(printers).join(', ')}.`);
  const graph = deployGraph(serviceFolders(join(workspaceRoot, 'services')).map(readServicePackage));
  process.stdout.write(`${printers[format](graph)}\n`);
  if (graph.faults.length > 0) throw new CommandError(graph.faults.join('\n'));
}

await runCommand(main);
