/** A resource of a packaged template with resolved intrinsic functions. */
export interface Resource {
  /** The service whose template declares it: `catalog`. */
  readonly service: string;
  /** Absolute path of the service's folder; a handler `dist/x.handler` is `x.mjs` in its `dist`. */
  readonly serviceFolder: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** `AWS::DynamoDB::Table` */
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The results of `!Ref` and `!GetAtt` for a deployed resource. */
export interface DeployedResource {
  readonly ref: string;
  readonly attributes?: Readonly<Record<string, string>>;
}
