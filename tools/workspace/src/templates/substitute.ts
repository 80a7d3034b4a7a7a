/**
 * Replaces each `${Name}` of a text, as Fn::Sub does: `${!Name}` becomes the literal `${Name}`.
 * @param valueOf the value for a name, which may be `LogicalId.Attribute` or `AWS::Region`
 */
export function substitute(text: string, valueOf: (name: string) => string): string {
  return text.replace(/\$\{(!?)([^{}]*)\}/g, (_, escape: string, name: string) =>
    escape === '!' ? `\${${name}}` : valueOf(name.trim()),
  );
}
