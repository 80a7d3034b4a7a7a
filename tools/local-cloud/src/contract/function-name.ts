/** Extracts the name from a name, `account:function:name` or ARN, with or without a qualifier. */
export function toFunctionName(functionArnOrName: string): string {
  const afterMarker = /(?:^|:)function:(?<name>[^:]+)/.exec(functionArnOrName)?.groups?.name;
  return afterMarker ?? functionArnOrName.split(':')[0]!;
}
