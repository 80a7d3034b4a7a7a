import type { Json, JsonObject } from '../../../contract/json/json.ts';
import type { StatesError } from './states-error.ts';
import type { Scope } from './interpreter-host.ts';

interface LockLimits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** Adds the events of one task attempt to the history: `LambdaFunction…` for functions, `Task…` for integrations. */
export function taskEvents(resource: string, { host, chain }: Scope) {
  const isFunction = resource.startsWith('arn:aws:lambda:');
  const [resourceType = '', action = ''] = resource
    .replace('arn:aws:states:::', '')
    .split(/:(?=[^:]+$|[^:]+\.[^:]+$)/);
  const resourceDetails: JsonObject = isFunction ? {} : { resourceType, resource: action };
  const record = (event: string, details: JsonObject) =>
    host.record(chain, `${isFunction ? 'LambdaFunction' : 'Task'}${event}`, {
      ...resourceDetails,
      ...details,
    });
  const output = (value: Json): JsonObject => ({
    output: JSON.stringify(value),
    outputDetails: { truncated: false },
  });

  return {
    scheduled(input: Json, { timeoutSeconds, heartbeatSeconds }: LockLimits) {
      record('Scheduled', {
        ...(isFunction
          ? { resource, input: JSON.stringify(input), inputDetails: { truncated: false } }
          : { region: 'us-east-1', parameters: JSON.stringify(input) }),
        ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
        ...(heartbeatSeconds !== undefined && !isFunction && { heartbeatInSeconds: heartbeatSeconds }),
      });
      record('Started', {});
    },
    submitted: (value: Json) => record('Submitted', output(value)),
    succeeded: (value: Json) => record('Succeeded', output(value)),
    failed({ error = '', causeText }: StatesError) {
      const event = error === 'States.Timeout' || error === 'States.HeartbeatTimeout' ? 'TimedOut' : 'Failed';
      record(event, { error, ...(causeText !== undefined && { cause: causeText }) });
    },
  };
}
