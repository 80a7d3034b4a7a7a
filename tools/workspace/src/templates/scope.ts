/** What the intrinsic functions of one template ask of the world around them. */
export interface Scope {
  /** `!Ref X`: a resource, a template parameter, or a pseudo parameter. */
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  importValue(exportName: string): unknown;
  findInMap(mapName: string, topLevelKey: string, secondLevelKey: string): unknown;
  condition(name: string): boolean;
  /** `{{resolve:ssm:NAME:VERSION}}` */
  parameter(name: string, version: number | undefined): string;
  /** Values are stand-ins, as while looking for references: a Select may find nothing. */
  readonly isTracing?: boolean;
}

/** `!Ref AWS::NoValue`: the property, or the item of a list, is not there. */
export const noValue = Symbol('AWS::NoValue');
