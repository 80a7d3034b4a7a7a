import type { Json, JsonObject } from '../../../contract/json/json.ts';
import type { StatesError } from './states-error.ts';
import type { Scope } from './world.ts';

interface Limits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** Writes what happens to one attempt at a task into the history, in the words AWS has for that kind of resource. */
export function taskEvents(resource: string, { world, track }: Scope) {
  const isFunction = resource.startsWith('arn:aws:lambda:');
  const [resourceType = '', action = ''] = resource
    .replace('arn:aws:states:::', '')
    .split(/:(?=[^:]+$|[^:]+\.[^:]+$)/);
  const kind: JsonObject = isFunction ? {} : { resourceType, resource: action };
  const record = (event: string, details: JsonObject) =>
    world.record(track, `${isFunction ? 'LambdaFunction' : 'Task'}${event}`, { ...kind, ...details });
  const output = (value: Json): JsonObject => ({
    output: JSON.stringify(value),
    outputDetails: { truncated: false },
  });

  return {
    scheduled(input: Json, { timeoutSeconds, heartbeatSeconds }: Limits) {
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
