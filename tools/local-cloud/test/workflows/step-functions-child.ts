// Runs Step Functions in a child process, which the durability test kills. Each function appends its name to a file, so
// that the test can check what ran; the function `hang` does not return while the file `hold` exists.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStepFunctionsService } from '../../src/services/step-functions/step-functions-service.ts';
import { serve } from './serve-service.ts';
import { inMemoryFunctions, stateMachineResource } from './start-step-functions.ts';

const folder = process.argv[2] as string;
const recordStep = (step: string) => (event: unknown) => {
  appendFileSync(join(folder, 'steps'), `${step} ${JSON.stringify(event)}\n`);
  return { step };
};
const hang = (event: unknown) => {
  recordStep('hang')(event);
  return existsSync(join(folder, 'hold')) ? new Promise(() => {}) : { step: 'hang' };
};

const service = createStepFunctionsService({
  invoker: inMemoryFunctions({
    first: recordStep('first'),
    hang,
    ask: recordStep('ask'),
    last: recordStep('last'),
  }),
  access: { register: () => ({ accessKeyId: 'AKIATEST', secretAccessKey: 'secret' }), check: () => {} },
  endpointUrl: () => 'http://127.0.0.1:1',
  stateFolder: folder,
  log: () => {},
});
const definitions = JSON.parse(readFileSync(join(folder, 'definitions.json'), 'utf8')) as Record<
  string,
  unknown
>;
for (const [name, Definition] of Object.entries(definitions)) {
  const resource = stateMachineResource(name, { StateMachineName: name, Definition });
  await service.resources['AWS::StepFunctions::StateMachine']!.deploy(resource);
}
const { endpointUrl } = await serve(service);
await service.start!();
process.stdout.write(`${endpointUrl}\n`);
// The pipe closes when the parent ends; this process must not outlive it.
process.stdin.on('end', () => process.exit()).resume();
