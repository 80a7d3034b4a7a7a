// Hosts Step Functions in a process of its own, which the durability test kills. Steps append to a file, so that
// what ran can be told afterwards; the step `hang` never answers while the file `hold` exists.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStepFunctionsService } from '../../src/services/step-functions/step-functions-service.ts';
import { serve } from './serve-service.ts';
import { inMemoryFunctions, machineResource } from './start-step-functions.ts';

const folder = process.argv[2] as string;
const note = (step: string) => (event: unknown) => {
  appendFileSync(join(folder, 'steps'), `${step} ${JSON.stringify(event)}\n`);
  return { step };
};
const hang = (event: unknown) => {
  note('hang')(event);
  return existsSync(join(folder, 'hold')) ? new Promise(() => {}) : { step: 'hang' };
};

const service = createStepFunctionsService({
  invoker: inMemoryFunctions({ first: note('first'), hang, ask: note('ask'), last: note('last') }),
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
  const resource = machineResource(name, { StateMachineName: name, Definition });
  await service.resources['AWS::StepFunctions::StateMachine']!.deploy(resource);
}
const { endpointUrl } = await serve(service);
await service.start!();
process.stdout.write(`${endpointUrl}\n`);
// The end of the parent closes the pipe: the host must not outlive it.
process.stdin.on('end', () => process.exit()).resume();
