import { basename } from 'node:path';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { Place } from '../../../workspace/src/cli/arguments.ts';
import { CommandError, usageError } from '../../../workspace/src/cli/command-error.ts';
import { print } from '../../../workspace/src/cli/command-runtime.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { parseStage } from '../../../workspace/src/cli/stage.ts';
import { serviceFolder } from '../../../workspace/src/layout/workspace-folders.ts';
import { settingsFor, whileReachable } from '../aws/local-cloud-connection.ts';
import { nearestName } from '../../../workspace/src/names/nearest-name.ts';
import {
  declaredParameters,
  type DeclaredParameter,
} from '../configuration/parameters/declared-parameters.ts';
import { ssmParameters } from '../configuration/parameters/ssm-parameters.ts';
import { pipedValue, terminalConfirmation } from '../configuration/set/prompt-value.ts';
import { setParameter } from '../configuration/set/set-parameter.ts';
import {
  compareStages,
  showHistory,
  showParameters,
  type StagedService,
} from '../configuration/show/show-parameters.ts';

await runCommand({
  synopsis: 'npm run -s config -- SERVICE [show | set PARAMETER [VALUE] | history PARAMETER]',
  description:
    'Shows, compares and sets the parameters of a service in Parameter Store. Without VALUE, "set" reads the value from standard input, which secrets require. The stage "local" is the running "npm start".',
  options: {
    compare: { type: 'string', placeholder: 'STAGE', description: 'compare the values with another stage' },
    yes: { type: 'boolean', default: false, description: 'set the value without confirmation' },
  },
  async run({ service: argument, rest, place, options }) {
    const [command = 'show', name, value, ...more] = rest;
    if (more.length > 0)
      throw usageError(`Unexpected argument "${more.join(' ')}". Quote a value that contains spaces.`);
    const folder = serviceFolder(argument);
    const declared = await declaredParameters(folder);
    const inStage = ({ stage, region }: Place): StagedService => ({
      service: basename(folder),
      stage,
      declared,
      stored: ssmParameters(new SSMClient(settingsFor({ stage, region }))),
    });
    const printAll = async (lines: Promise<string[]>) => (await lines).forEach(print);

    await whileReachable(place, async () => {
      if (command === 'show' && options.compare === undefined)
        return printAll(showParameters(inStage(place)));
      if (command === 'show')
        return printAll(
          compareStages(inStage(place), inStage({ ...place, stage: parseStage(options.compare) })),
        );
      if (command === 'history')
        return printAll(showHistory(inStage(place), requireParameter(name, declared)));
      if (command !== 'set') throw usageError(`Unknown command "${command}". Use show, set or history.`);
      const parameter = requireParameter(name, declared);
      const { isSecret = false } = parameter.declaration.metadata;
      if (isSecret && value !== undefined)
        throw new CommandError(
          `${parameter.name} is a secret. Pipe its value in, because the shell records arguments. Rotate this value, which is now in the shell's history.`,
        );
      const deps = { confirm: terminalConfirmation(options.yes), print };
      return setParameter(inStage(place), parameter, value ?? (await pipedValue(parameter.name)), deps);
    });
  },
});

function requireParameter(
  name: string | undefined,
  declared: readonly DeclaredParameter[],
): DeclaredParameter {
  const found = declared.find((parameter) => parameter.name === name);
  if (found) return found;
  const names = declared.map((parameter) => parameter.name);
  const near = name && nearestName(name, names);
  throw usageError(
    name
      ? `Parameter ${name} does not exist.${near ? ` Did you mean ${near}?` : ''} Parameters: ${names.join(', ')}.`
      : `Missing required argument PARAMETER. Parameters: ${names.join(', ')}.`,
  );
}
