import type { AccessControl } from '../../contract/access-control.ts';
import { developerCredentials } from '../../contract/credentials.ts';
import { awsApi, jsonApis } from '../../contract/api-calls/aws-api.ts';
import type { RolePrincipal } from '../../contract/principal.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import type { Json, JsonObject } from '../../contract/json/json.ts';
import { toInput } from './target-input.ts';
import type { Target } from './target.ts';

interface Dependencies {
  readonly invoker: Pick<FunctionInvoker, 'invokeAsync'>;
  readonly access: Pick<AccessControl, 'register' | 'check'>;
  readonly endpointUrl: () => string;
}

/** Sends an event to a target on behalf of a rule or schedule. @throws Error of the target service */
export function createTargetDelivery({ invoker, access, endpointUrl }: Dependencies) {
  const call = awsApi(endpointUrl);

  return async (target: Target, owner: string, event: Json, trace: string): Promise<void> => {
    const input = toInput(target.input, event);
    const role: RolePrincipal | undefined =
      target.roleArn === undefined ? undefined : { kind: 'role', name: owner, roleArn: target.roleArn };
    if (target.kind === 'function') {
      if (role !== undefined) access.check(role, 'lambda:InvokeFunction', target.arn);
      const trigger = 'schedule';
      await invoker.invokeAsync(target.arn, JSON.parse(input), { causes: [trace], trigger });
      return;
    }
    // Without a role, the resource-based policy of the target would apply on AWS. It is not checked locally.
    const credentials = role === undefined ? developerCredentials : access.register(role);
    const request =
      target.kind === 'queue' ? toSendMessage(target, input, endpointUrl()) : toStartExecution(target, input);
    await call({ ...request, credentials, signal: AbortSignal.timeout(10_000), trace });
  };
}

function toSendMessage({ arn, messageGroupId }: Target, input: string, endpointUrl: string) {
  const [account = '', name = ''] = arn.split(':').slice(4);
  const message: JsonObject = {
    QueueUrl: `${endpointUrl}/${account}/${name}`,
    MessageBody: input,
    ...(messageGroupId !== undefined && { MessageGroupId: messageGroupId }),
  };
  return { api: jsonApis.sqs, operation: 'SendMessage', input: message };
}

const toStartExecution = ({ arn }: Target, input: string) => ({
  api: jsonApis.states,
  operation: 'StartExecution',
  input: { stateMachineArn: arn, input },
});
