import { join } from 'node:path';
import { CommandError, usageError } from '../../../workspace/src/cli/command-error.ts';
import { print } from '../../../workspace/src/cli/command-runtime.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { serviceFolders, workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { readServicePackage } from '../../../workspace/src/services/service-package.ts';
import { deployOrder } from '../deploy/order/deploy-order.ts';
import { printers, type Format } from '../deploy/order/print-deploy-order.ts';

await runCommand({
  synopsis: 'npx nx deploy-graph',
  description:
    'Prints the order in which services are deployed, read from the packaged templates. The exit code is 1 when the order is violated.',
  options: {
    format: {
      type: 'string',
      default: 'text',
      placeholder: Object.keys(printers).join('|'),
      description: 'output format',
    },
  },
  run({ options }) {
    const format = options.format as Format;
    if (!Object.hasOwn(printers, format))
      throw usageError(`Invalid --format "${format}". Use ${Object.keys(printers).join(', ')}.`);
    const order = deployOrder(serviceFolders(join(workspaceRoot, 'services')).map(readServicePackage));
    print(printers[format](order));
    if (order.violations.length > 0) throw new CommandError(order.violations.join('\n'));
  },
});
