/** The name inside any form of naming a function: name, `account:function:name`, or ARN, with or without a qualifier. */
export function functionNameOf(functionArnOrName: string): string {
  const afterMarker = /(?:^|:)function:(?<name>[^:]+)/.exec(functionArnOrName)?.groups?.name;
  return afterMarker ?? functionArnOrName.split(':')[0]!;
}
