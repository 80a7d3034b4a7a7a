interface StreamFunction {
  readonly name: string;
  readonly table: string;
  /** The on-failure destination. */
  readonly failures: string;
  /** In braces. */
  readonly environment?: string;
  /** Each in braces. */
  readonly statements?: readonly string[];
}

/** An entry of `functions` that a table's stream invokes. */
export const streamFunctionYaml = ({
  name,
  table,
  failures,
  environment,
  statements = [],
}: StreamFunction): string => `${name}:
  handler: dist/${name}.handler
  events:
    - stream:
        type: dynamodb
        arn: !GetAtt ${table}.StreamArn
        startingPosition: TRIM_HORIZON
        functionResponseType: ReportBatchItemFailures
        destinations: { onFailure: { type: sqs, arn: !GetAtt ${failures}.Arn } }
${environment === undefined ? '' : `  environment: ${environment}\n`}  iamRoleStatements:
${[...statements, `{ Effect: Allow, Action: sqs:SendMessage, Resource: !GetAtt ${failures}.Arn }`]
  .map((statement) => `    - ${statement}`)
  .join('\n')}`;
