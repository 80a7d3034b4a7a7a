import type { AccessControl } from '../access/access-control.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { LocalService } from './local-service.ts';

interface Needs {
  readonly access: AccessControl;
  readonly endpointUrl: string;
  readonly stateFolder: string;
  readonly terminal: Terminal;
}

export interface Services {
  readonly lambda: Pick<LambdaService, 'invocations'>;
  /** In the order in which they start; they end in the opposite one. */
  readonly all: readonly LocalService[];
}

/** Creates all AWS services but those of the core. Their modules load here, so that `--help` and mistakes answer at once. */
export async function createServices({ access, stateFolder, terminal, ...needs }: Needs): Promise<Services> {
  const endpointUrl = () => needs.endpointUrl;
  const log = terminal.info;
  const [dynamodb, { createLambdaService }, { createStepFunctionsService }] = await Promise.all([
    import('../dynamodb/dynamodb-service.ts').then(({ createDynamoDbService }) =>
      createDynamoDbService({ stateFolder, log }),
    ),
    import('../lambda/lambda-service.ts'),
    import('../step-functions/step-functions-service.ts'),
  ]);
  const lambda = createLambdaService({
    access,
    endpointUrl,
    stateFolder,
    log: ({ functionName, line }) => terminal.functionLine(functionName, line),
  });
  const stepFunctions = createStepFunctionsService({
    invoker: lambda,
    access,
    endpointUrl,
    stateFolder,
    log,
  });
  return { lambda, all: [dynamodb, lambda, stepFunctions] };
}
