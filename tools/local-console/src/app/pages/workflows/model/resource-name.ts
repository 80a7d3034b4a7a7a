/**
 * Names what a Task state calls: `place-order` for a function of the own or another service, `ecs:runTask` for an
 * integration.
 */
export function resourceName(resource: string): string {
  const integration = /:states:::(?<name>.+?)(?:\.sync(?::2)?|\.waitForTaskToken)?$/.exec(resource)?.groups?.[
    'name'
  ];
  if (integration !== undefined) return integration.replace(/^aws-sdk:/, '');
  const functionName = /:function:(?<name>[^:]+)/.exec(resource)?.groups?.['name'];
  return functionName === undefined ? resource : shortFunctionName(functionName);
}

/** The part after `tradewind-SERVICE-STAGE-`. */
export const shortFunctionName = (name: string): string => name.replace(/^tradewind-[a-z]+-[a-z0-9]+-/, '');
