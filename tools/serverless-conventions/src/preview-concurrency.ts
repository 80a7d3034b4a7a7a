import type { Template } from './template.ts';

/**
 * Removes reserved concurrency, which would reduce the concurrency of all other functions of the account. Lambda keeps
 * at least 100 unreserved, so a few previews would block all other deployments.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
 *
 * @param template  the complete template of a preview stage; changed in place
 */
export function removeReservedConcurrency({ Resources: resources }: Template): void {
  for (const { Type, Properties } of Object.values(resources))
    if (Type === 'AWS::Lambda::Function') delete Properties['ReservedConcurrentExecutions'];
}
