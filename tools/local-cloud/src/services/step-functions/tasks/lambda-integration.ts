import type { AccessControl } from '../../../contract/access-control.ts';
import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { FunctionInvoker, InvocationOptions } from '../../../contract/function-invoker.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json } from '../../../contract/json/json.ts';
import { StatesError } from '../language/states-error.ts';
import { toStatesError, requiredParameter } from './integration.ts';
import type { Caller, Integrations } from './integration.ts';

interface Dependencies {
  readonly invoker: FunctionInvoker;
  readonly access: Pick<AccessControl, 'check'>;
}

/** Invokes Lambda functions, by their ARN as the resource or through `lambda:invoke`. */
export function lambdaIntegration({ invoker, access }: Dependencies) {
  async function invoke(functionName: string, event: Json, caller: Caller): Promise<Json> {
    try {
      access.check(caller.principal, 'lambda:InvokeFunction', toFunctionArn(functionName));
      const { payload, functionError } = await invoker.invoke(functionName, event, toOptions(caller));
      if (functionError !== undefined) throw toFunctionError(payload);
      return payload === '' ? null : (JSON.parse(payload) as Json);
    } catch (error) {
      throw toStatesError('Lambda', error);
    }
  }

  async function invokeAsync(functionName: string, event: Json, caller: Caller): Promise<void> {
    try {
      access.check(caller.principal, 'lambda:InvokeFunction', toFunctionArn(functionName));
      await invoker.invokeAsync(functionName, event, toOptions(caller));
    } catch (error) {
      throw toStatesError('Lambda', error);
    }
  }

  const integrations: Integrations = {
    'lambda:invoke': {
      patterns: ['request', 'waitForTaskToken'],
      async call({ input, caller }) {
        const { Qualifier, Payload = {}, InvocationType } = input;
        const nameOrArn = String(requiredParameter(input, 'FunctionName'));
        const functionName = typeof Qualifier === 'string' ? `${nameOrArn}:${Qualifier}` : nameOrArn;
        if (InvocationType === 'Event') {
          await invokeAsync(functionName, Payload, caller);
          return { StatusCode: 202, SdkHttpMetadata: { HttpStatusCode: 202 } };
        }
        const payload = await invoke(functionName, Payload, caller);
        return {
          ExecutedVersion: '$LATEST',
          Payload: payload,
          StatusCode: 200,
          SdkHttpMetadata: { HttpStatusCode: 200 },
        };
      },
    },
  };
  return { invoke, integrations };
}

const toOptions = ({ trace }: Caller): InvocationOptions => ({
  causes: [trace],
  trigger: 'state-machine',
});

const toFunctionArn = (functionName: string): string =>
  functionName.startsWith('arn:') ? functionName : arn('lambda', `function:${functionName}`);

/** The error name is the type of the function's error; the cause is the whole error object as JSON. */
function toFunctionError(payload: string): StatesError {
  const error = JSON.parse(payload) as Json;
  const errorType = isObject(error) ? error['errorType'] : undefined;
  return new StatesError(typeof errorType === 'string' ? errorType : 'Lambda.Unknown', payload);
}
