import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, FaultPoint, Faults } from '../contract/faults.ts';
import type { FunctionInvoker, InvocationOptions, InvocationResult } from '../contract/function-invoker.ts';
import { toFunctionName } from '../contract/function-name.ts';

/**
 * Adds faults to the invocations of functions by any trigger.
 *
 * A batch of a stream is a target of its own: `failed` fails it before the function runs, so that the mapping retries or
 * bisects it, and `delivered-again` fails it afterwards, so that the mapping replays it.
 */
export function withInvocationFaults<Invoker extends FunctionInvoker>(
  invoker: Invoker,
  faults: Pick<Faults, 'choose'>,
): Invoker {
  return {
    ...invoker,
    async invoke(functionArnOrName, event, options = {}) {
      const fault =
        faults.choose(invocationPoint(functionArnOrName, options)) ??
        faults.choose(streamPoint(functionArnOrName, event, options));
      const run = (changes: Partial<InvocationOptions> = {}) =>
        invoker.invoke(functionArnOrName, event, { ...options, ...changes });
      return fault === undefined ? run() : invokeWithFault(fault, run, options.trigger === 'stream');
    },
  };
}

async function invokeWithFault(
  { action, delayMillis }: Fault,
  run: (changes?: Partial<InvocationOptions>) => Promise<InvocationResult>,
  isStream: boolean,
): Promise<InvocationResult> {
  switch (action) {
    case 'throttled':
      throw named('TooManyRequestsException', 'An injected fault: rate exceeded.');
    case 'server-error':
      throw named('ServiceException', 'An injected fault: the Lambda service failed.');
    case 'slow':
      await sleep(delayMillis);
      return run();
    case 'timeout':
      return run({ timeoutMillis: delayMillis });
    case 'failed':
    case 'killed-before':
      return killed;
    case 'killed-after':
      return { ...(await run()), ...killed };
    case 'delivered-again':
      if (isStream) return { ...(await run()), ...killed };
      await run();
      return run();
    default:
      return run();
  }
}

const killed: InvocationResult = {
  functionError: 'Unhandled',
  payload: JSON.stringify({
    errorType: 'Runtime.ExitError',
    errorMessage: 'Runtime exited with error: signal: killed',
  }),
};

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

const invocationPoint = (
  functionArnOrName: string,
  { trigger = 'call', causes = [] }: InvocationOptions,
): FaultPoint => ({
  target: 'invocation',
  name: trigger,
  resources: [functionArnOrName],
  principal: toFunctionName(functionArnOrName),
  trace: causes.find(Boolean),
});

function streamPoint(functionArnOrName: string, event: unknown, options: InvocationOptions): FaultPoint {
  const sourceArn =
    options.trigger === 'stream' ? (event as StreamEvent).Records[0]?.eventSourceARN : undefined;
  return {
    ...invocationPoint(functionArnOrName, options),
    // Without a stream, no rule selects it.
    target: 'stream',
    resources: sourceArn === undefined ? [] : [sourceArn],
  };
}

interface StreamEvent {
  readonly Records: readonly { readonly eventSourceARN?: string }[];
}
