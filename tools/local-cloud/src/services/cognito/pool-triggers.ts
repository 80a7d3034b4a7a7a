import { UserLambdaValidationError } from 'cognito-local/lib/errors.js';
import type { FunctionConfig, Lambda } from 'cognito-local/lib/services/lambda.js';
import { REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';

export type LambdaConfig = FunctionConfig;

interface TriggerEvent {
  readonly userPoolId: string;
  readonly clientId: string | null;
  readonly username: string;
  readonly triggerSource: string;
  readonly [detail: string]: unknown;
}

/** Calls the trigger functions of each pool's LambdaConfig; cognito-local has one set for all pools. */
export function createPoolTriggers({
  configOf,
  anyPoolHas,
  invoker,
}: {
  configOf: (userPoolId: string) => LambdaConfig;
  anyPoolHas: (trigger: keyof FunctionConfig) => boolean;
  invoker: Pick<FunctionInvoker, 'invoke'>;
}): Lambda {
  async function invoke(
    _context: unknown,
    trigger: keyof FunctionConfig,
    event: TriggerEvent,
  ): Promise<unknown> {
    const { userPoolId, clientId, username, triggerSource, ...request } = event;
    const functionArn = configOf(userPoolId)[trigger];
    const response = emptyResponse(trigger);
    if (!functionArn) return response;
    const call = {
      version: '1',
      region: REGION,
      userPoolId,
      userName: username,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
      triggerSource,
      request,
      response,
    };
    const { payload, functionError } = await invoker.invoke(functionArn, call, { trigger: 'user-pool' });
    const answer = JSON.parse(payload) as { response?: unknown; errorMessage?: string } | null;
    if (functionError)
      throw new UserLambdaValidationError(`${trigger} failed with error ${answer?.errorMessage}.`);
    return answer?.response ?? response;
  }
  return { enabled: anyPoolHas, invoke: invoke as never };
}

const emptyResponse = (trigger: keyof FunctionConfig): object => {
  if (trigger === 'PreSignUp')
    return { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false };
  return trigger === 'PreTokenGeneration' ? { claimsOverrideDetails: null } : {};
};
