/** The values that the intrinsic functions of a template look up. */
export interface Scope {
  /** `!Ref X`: a resource, a template parameter, or a pseudo parameter. */
  ref(name: string): unknown;
  getAtt(logicalId: string, attribute: string): unknown;
  importValue(exportName: string): unknown;
  findInMap(mapName: string, topLevelKey: string, secondLevelKey: string): unknown;
  condition(name: string): boolean;
  /** `{{resolve:ssm:NAME:VERSION}}` */
  parameter(name: string, version: number | undefined): string;
  /** Values are placeholders while references are traced, so Fn::Select may find no item. */
  readonly isTracing?: boolean;
}

/** `!Ref AWS::NoValue`: omits the property or list item. */
export const noValue = Symbol('AWS::NoValue');
