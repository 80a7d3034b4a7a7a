import type { Template } from './osls.ts';

/**
 * Leaves the account's concurrency to whoever needs it. What functions reserve is taken from all others, and Lambda
 * refuses to let less than 100 remain: a few previews would keep everybody else from deploying.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 *
 * @param template  of a preview stage, complete; changed in place
 */
export function nothingReserved({ Resources: resources }: Template): void {
  for (const { Type, Properties } of Object.values(resources))
    if (Type === 'AWS::Lambda::Function') delete Properties['ReservedConcurrentExecutions'];
}
