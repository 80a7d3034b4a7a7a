import { spawnSync } from 'node:child_process';
import { join, relative } from 'node:path';
import { buildLayers } from '../../../build/src/layers/build-layers.ts';
import { describeSize, layerSizes, layerSizeViolations } from '../../../build/src/layers/layer-sizes.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { print } from '../../../workspace/src/cli/command-runtime.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import {
  serviceFolder,
  serviceFolders,
  workspaceRoot,
} from '../../../workspace/src/layout/workspace-folders.ts';
import { readServicePackage } from '../../../workspace/src/services/service-package.ts';
import { serviceSources } from '../../../workspace/src/services/service-sources.ts';
import { configurationViolations } from '../configuration/configuration-violations.ts';
import { loadContract } from '../deploy/contracts/contract-modules.ts';
import { writePackagedContracts } from '../deploy/contracts/packaged-contracts.ts';
import { payloadViolations } from '../deploy/contracts/payload-violations.ts';
import { readContracts } from '../deploy/contracts/read-contracts.ts';
import { writeFingerprint } from '../deploy/packages/fingerprint.ts';
import { packageViolations } from '../deploy/order/package-violations.ts';

const osls = join(workspaceRoot, 'node_modules/serverless/bin/serverless.js');

await runCommand({
  synopsis: 'npx nx package SERVICE',
  description: 'Packages a service for one stage and checks the package against the other services.',
  options: {},
  ignoreUnknownOptions: true,
  async run({ service: argument, place }) {
    const folder = serviceFolder(argument);
    const { stage, region } = place;
    buildLayers(folder, stage);
    const { status } = spawnSync(process.execPath, [osls, 'package', '--stage', stage, '--region', region], {
      cwd: folder,
      stdio: 'inherit',
    });
    if (status !== 0)
      throw new CommandError(`Packaging ${relative(workspaceRoot, folder)} failed. See the output above.`);
    const allServices = serviceFolders(join(folder, '..')).map(serviceSources);
    const sizes = layerSizes(folder);
    for (const size of sizes) print(describeSize(size));
    const packaged = readServicePackage(folder);
    const contracts = await readContracts(packaged);
    writePackagedContracts(packaged, contracts);
    const violations = [
      ...packageViolations(packaged, allServices),
      ...(await payloadViolations(packaged, loadCommandSchema)),
      ...layerSizeViolations(sizes),
      ...(await configurationViolations(packaged)),
    ];
    if (violations.length > 0) throw new CommandError(violations.join('\n'));
    writeFingerprint(packaged, contracts);
    // `npm start` reads this line: tools/local-cloud/src/boot/packaging/nx-output.ts
    print(`Packaged ${packaged.name} for ${stage}.`);
  },
});

async function loadCommandSchema(file: string) {
  return (await loadContract({ kind: 'commands', file }, workspaceRoot))?.schema;
}
