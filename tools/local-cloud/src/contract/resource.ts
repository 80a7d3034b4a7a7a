/** One resource of a packaged template, its intrinsic functions resolved. */
export interface Resource {
  /** The bounded context it belongs to: `catalog`. */
  readonly service: string;
  /** Absolute path of the service's folder; a handler `dist/x.handler` is `x.mjs` in its `dist`. */
  readonly serviceFolder: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** `AWS::DynamoDB::Table` */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What the template's other resources can learn of one that exists: `!Ref` and `!GetAtt`. */
export interface DeployedResource {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}
