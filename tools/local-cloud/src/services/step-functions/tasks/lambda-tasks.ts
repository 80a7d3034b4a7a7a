import type { AccessControl } from '../../../contract/access-control.ts';
import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { FunctionInvoker } from '../../../contract/function-invoker.ts';
import { isObject } from '../../../contract/json/json.ts';
import type { Json } from '../../../contract/json/json.ts';
import { StatesError } from '../language/states-error.ts';
import { failureOf, parameter } from './integration.ts';
import type { Caller, Integrations } from './integration.ts';

interface Dependencies {
  readonly invoker: FunctionInvoker;
  readonly access: Pick<AccessControl, 'check'>;
}

/** Tasks that run a Lambda function: named directly, or through `lambda:invoke`. */
export function lambdaTasks({ invoker, access }: Dependencies) {
  async function invoke(functionName: string, event: Json, caller: Caller): Promise<Json> {
    try {
      access.check(caller.principal, 'lambda:InvokeFunction', functionArnOf(functionName));
      const { payload, functionError } = await invoker.invoke(functionName, event);
      if (functionError !== undefined) throw functionFailure(payload);
      return payload === '' ? null : (JSON.parse(payload) as Json);
    } catch (error) {
      throw failureOf('Lambda', error);
    }
  }

  async function invokeLater(functionName: string, event: Json, caller: Caller): Promise<void> {
    try {
      access.check(caller.principal, 'lambda:InvokeFunction', functionArnOf(functionName));
      await invoker.invokeAsync(functionName, event);
    } catch (error) {
      throw failureOf('Lambda', error);
    }
  }

  const integrations: Integrations = {
    'lambda:invoke': {
      patterns: ['request', 'waitForTaskToken'],
      async call({ input, caller }) {
        const { Qualifier, Payload = {}, InvocationType } = input;
        const named = String(parameter(input, 'FunctionName'));
        const functionName = typeof Qualifier === 'string' ? `${named}:${Qualifier}` : named;
        if (InvocationType === 'Event') {
          await invokeLater(functionName, Payload, caller);
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

const functionArnOf = (functionName: string): string =>
  functionName.startsWith('arn:') ? functionName : arn('lambda', `function:${functionName}`);

/** A function's own error keeps its type as its name; its cause is the whole error object as JSON. */
function functionFailure(payload: string): StatesError {
  const error = JSON.parse(payload) as Json;
  const errorType = isObject(error) ? error['errorType'] : undefined;
  return new StatesError(typeof errorType === 'string' ? errorType : 'Lambda.Unknown', payload);
}
