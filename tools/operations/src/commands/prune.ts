import { basename } from 'node:path';
import { parseWholeNumber } from '../../../workspace/src/cli/arguments.ts';
import { pause, print } from '../../../workspace/src/cli/command-runtime.ts';
import { withProgress } from '../../../workspace/src/cli/progress/progress.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { serviceFolder } from '../../../workspace/src/layout/workspace-folders.ts';
import { stackNameOf } from '../../../workspace/src/services/service-package.ts';
import { lambdaVersions } from '../aws/lambda-versions.ts';
import { cloudFormationStacks } from '../aws/stacks.ts';
import { pruneStack } from '../deploy/pruning/prune-stack.ts';

await runCommand({
  synopsis: 'npx nx prune SERVICE',
  description: 'Deletes old versions of the functions and layers of a service.',
  options: {
    keep: { type: 'string', default: '5', placeholder: 'NUMBER', description: 'versions to keep' },
    'dry-run': { type: 'boolean', default: false, description: 'only print what would be deleted' },
  },
  async run({ service: argument, place, options }) {
    refuseLocal(place.stage);
    const name = basename(serviceFolder(argument));
    const keep = parseWholeNumber('keep', options.keep, 1);
    const dryRun = options['dry-run'];
    const stackName = stackNameOf(name, place.stage);
    const stacks = cloudFormationStacks(place.region, pause);
    // The weekly run must not fail for a merged service that is not deployed yet.
    if (!(await stacks.template(stackName)))
      return print(`${name} is not deployed to ${place.stage}. Nothing to prune.`);
    const resources = await stacks.resources(stackName);
    const idsOfType = (type: string) =>
      resources.flatMap(({ ResourceType, PhysicalResourceId: id }) =>
        ResourceType === type && id ? [id] : [],
      );
    const resourceIds = {
      functions: idsOfType('AWS::Lambda::Function'),
      layerVersions: idsOfType('AWS::Lambda::LayerVersion'),
    };
    const count = await withProgress(`Pruning ${name} in ${place.stage}`, () =>
      pruneStack(resourceIds, { keep, dryRun }, { lambda: lambdaVersions(place.region), print }),
    );
    print(`${name} in ${place.stage}: ${count} old versions ${dryRun ? 'would be ' : ''}deleted.`);
  },
});
