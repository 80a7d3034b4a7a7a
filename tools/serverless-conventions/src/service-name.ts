/**
 * @param serviceName  `service` of serverless.yml
 * @returns what the service is called in paths, parameters and logs: `catalog` for `tradewind-catalog`
 * @throws Error when it lacks the prefix that keeps our stacks apart from others in the account
 */
export function shortName(serviceName: string): string {
  const [, name] = /^tradewind-([a-z][a-z-]*)$/.exec(serviceName) ?? [];
  if (!name)
    throw new Error(`serverless.yml: write "service: tradewind-NAME", not "service: ${serviceName}".`);
  return name;
}
