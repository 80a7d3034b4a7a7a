/**
 * @param serviceName  `service` of serverless.yml
 * @returns the short name in paths, parameters and logs: `catalog` for `tradewind-catalog`
 * @throws Error if it lacks the prefix that distinguishes these stacks from others in the account
 */
export function shortName(serviceName: string): string {
  const [, name] = /^tradewind-([a-z][a-z-]*)$/.exec(serviceName) ?? [];
  if (!name)
    throw new Error(
      `serverless.yml: the service name "${serviceName}" is invalid. Write "service: tradewind-NAME".`,
    );
  return name;
}
