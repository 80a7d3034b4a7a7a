export { createTradewind, type Tradewind } from './tradewind.ts';
export { createClient, type ClientOptions } from './create-client.ts';
export * from './generated/operations/all.ts';
export * from './generated/operations/by-service.ts';
export type * from './generated/schemas.ts';
export type { WebhookEvent } from './generated/webhooks.ts';
export type { KnownProblemCode } from './generated/problem-codes.ts';

export type { CallOptions } from './call-options.ts';
export type { Calls, Operation, Operations } from './operation.ts';
export type { ApiPromise, ApiResponse } from './results/api-promise.ts';
export type { Page, PagePromise } from './results/page-promise.ts';
export type { RetryPolicy } from './http/retry-policy.ts';
export type { SessionTokenStore } from './session-tokens.ts';

export { TradewindConnectionError, TradewindError } from './errors/tradewind-error.ts';
export {
  isProblem,
  TradewindProblem,
  type FieldError,
  type ProblemCode,
} from './errors/tradewind-problem.ts';

export { clientCredentials, type MachineClient } from './auth/client-credentials.ts';
export { resumeUserSession, signIn, type UserCredentials, type UserSession } from './auth/sign-in.ts';
export type { UserPool } from './auth/call-pool.ts';
export { confirmSignUp, signUp } from './auth/sign-up.ts';
export { SignInError } from './auth/sign-in-error.ts';
export type { AccessToken, TokenProvider } from './auth/token-provider.ts';

export { updateRecord } from './update-record.ts';
export {
  signWebhook,
  verifyWebhook,
  WebhookVerificationError,
  type WebhookRequest,
} from './webhooks/verify-webhook.ts';
