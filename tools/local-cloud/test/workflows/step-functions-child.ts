// Runs Step Functions in a child process, which the durability test kills. Each function appends its name to a file, so
// that the test can check what ran; the function `hang` does not return while the file `hold` exists. The clock is ahead by
// the milliseconds of the second argument.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/contract/clock.ts';
import { createStepFunctionsService } from '../../src/services/step-functions/step-functions-service.ts';
import { serve } from './serve-service.ts';
import { inMemoryFunctions, stateMachineResource } from './start-step-functions.ts';

const [folder = '', aheadMs = '0'] = process.argv.slice(2);
const clock = {
  nowMs: () => systemClock.nowMs() + Number(aheadMs),
  sleepUntil: (timeMs: number, signal: AbortSignal) =>
    systemClock.sleepUntil(timeMs - Number(aheadMs), signal),
};
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
  clock,
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
