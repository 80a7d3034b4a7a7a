import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { configurationFaults } from '../configuration/configuration-faults.ts';
import { buildLayers } from '../../../build/src/layers/build-layers.ts';
import { describeSize, layerSizes, sizeFaults } from '../../../build/src/layers/layer-sizes.ts';
import { serviceSources } from '../../../nx-serverless/src/service-sources.ts';
import { regionOf, stageOf } from '../../../workspace/src/cli/stage.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { serviceFolder, workspaceRoot } from '../../../workspace/src/services/service-folder.ts';
import { loadContract } from './contracts/contract-modules.ts';
import { packContracts } from './contracts/packaged-contracts.ts';
import { payloadFaults } from './contracts/payload-faults.ts';
import { readContracts } from './contracts/read-contracts.ts';
import { packageFaults } from './graph/package-faults.ts';
import { readServicePackage, serviceFolders } from '../../../workspace/src/templates/service-package.ts';

const osls = join(workspaceRoot, 'node_modules/serverless/bin/serverless.js');

/** `package-service.ts services/NAME [--stage X] [--region Y]`: what a deploy's other options ask for is not its business. */
async function main(args: readonly string[]): Promise<void> {
  const folder = serviceFolder(args.find((arg) => !arg.startsWith('-')));
  const stage = stageOf(valueOf(args, 'stage'));
  const region = regionOf(valueOf(args, 'region'));
  buildLayers(folder, stage);
  const { status } = spawnSync(process.execPath, [osls, 'package', '--stage', stage, '--region', region], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 0) throw new CommandError(`${relative(workspaceRoot, folder)} was not packaged.`);
  const everyone = serviceFolders(join(folder, '..')).map(serviceSources);
  const sizes = layerSizes(folder);
  for (const size of sizes) process.stdout.write(`${describeSize(size)}\n`);
  const packaged = readServicePackage(folder);
  packContracts(packaged, await readContracts(packaged));
  const faults = [
    ...packageFaults(packaged, everyone),
    ...(await payloadFaults(packaged, schemaOfCommand)),
    ...sizeFaults(sizes),
    ...(await configurationFaults(packaged)),
  ];
  if (faults.length > 0) throw new CommandError(faults.join('\n'));
}

const schemaOfCommand = async (file: string) =>
  (await loadContract({ kind: 'commands', file }, workspaceRoot))?.schema;

/** @returns the value of `--name value` or `--name=value` */
function valueOf(args: readonly string[], name: string): string | undefined {
  const inOne = args.find((arg) => arg.startsWith(`--${name}=`));
  if (inOne !== undefined) return inOne.slice(name.length + 3);
  const at = args.indexOf(`--${name}`);
  return at < 0 ? undefined : args[at + 1];
}

await runCommand(main);
