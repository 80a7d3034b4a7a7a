import { basename } from 'node:path';
import { SSMClient } from '@aws-sdk/client-ssm';
import { readArguments, type Place } from '../../../workspace/src/cli/arguments.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { stageOf } from '../../../workspace/src/cli/stage.ts';
import { serviceFolder } from '../../../workspace/src/services/service-folder.ts';
import { print } from '../deploy/deploying/at-work.ts';
import { settingsFor, whileReachable } from '../redrive/command/connection.ts';
import { pipedValue, terminalConfirmation } from './changing/asking.ts';
import { setParameter } from './changing/set-parameter.ts';
import { nearestName } from './packaged/nearest-name.ts';
import { declaredParameters, type DeclaredParameter } from './parameters/declared-parameters.ts';
import { ssmParameters } from './parameters/ssm-parameters.ts';
import { compareStages, showHistory, showParameters, type StagedService } from './showing/show-parameters.ts';

/**
 * `npx nx config NAME [set PARAMETER [VALUE] [--yes] | history PARAMETER | --compare STAGE] [--stage X] [--region Y]`:
 * shows, compares and sets what the service reads of Parameter Store. Without VALUE it is read from standard input, as
 * a secret has to be. The stage `local` is what runs under `npm start`.
 */
async function main(args: readonly string[]): Promise<void> {
  const {
    service: argument,
    rest: [command = 'show', name, value, ...more],
    place,
    options,
  } = readArguments(args, { compare: { type: 'string' }, yes: { type: 'boolean', default: false } });
  if (more.length > 0)
    throw new CommandError(`One value at a time: what is "${more.join(' ')}"? Put quotes around it.`);
  const folder = serviceFolder(argument);
  const declared = await declaredParameters(folder);
  const at = (where: Place): StagedService => ({
    service: basename(folder),
    stage: where.stage,
    declared,
    stored: ssmParameters(new SSMClient(settingsFor(where))),
  });
  const shown = async (lines: Promise<string[]>) => (await lines).forEach(print);

  await whileReachable(place, async () => {
    if (command === 'show' && options.compare === undefined) return shown(showParameters(at(place)));
    if (command === 'show')
      return shown(compareStages(at(place), at({ ...place, stage: stageOf(options.compare) })));
    if (command === 'history') return shown(showHistory(at(place), parameterCalled(name, declared)));
    if (command !== 'set') throw new CommandError(`"${command}" is none of: show, set, history.`);
    const parameter = parameterCalled(name, declared);
    const { isSecret = false } = parameter.declaration.metadata;
    if (isSecret && value !== undefined)
      throw new CommandError(
        `${parameter.name} is a secret, and the shell keeps what is written there: pipe it in. Change this one, for it is in the shell's history.`,
      );
    const deps = { confirm: terminalConfirmation(options.yes), print };
    return setParameter(at(place), parameter, value ?? (await pipedValue(parameter.name)), deps);
  });
}

function parameterCalled(
  name: string | undefined,
  declared: readonly DeclaredParameter[],
): DeclaredParameter {
  const found = declared.find((each) => each.name === name);
  if (found) return found;
  const names = declared.map((each) => each.name);
  const near = name && nearestName(name, names);
  throw new CommandError(
    name
      ? `There is no parameter ${name}.${near ? ` Did you mean ${near}?` : ''} There are: ${names.join(', ')}.`
      : `Which parameter? There are: ${names.join(', ')}.`,
  );
}

await runCommand(main);
