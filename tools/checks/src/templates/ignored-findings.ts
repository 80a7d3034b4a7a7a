/** A finding of cfn-lint to ignore, with the reason. An entry that matches no finding fails the check. */
export interface IgnoredFinding {
  /** https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md */
  readonly rule: string;
  readonly message: RegExp;
  /** Matches locations such as `Resources.JobTask.Properties.Cpu`; any location by default. */
  readonly path?: RegExp;
  readonly because: string;
}

/** Configuration of cfn-lint. */
export const templateLint = {
  /** The default region of provider.yml. cfn-lint does not find types that another region lacks. */
  region: 'us-east-1',
  ignored: [
    {
      rule: 'W3005',
      message: /^'\w+IamRoleLambdaExecution' dependency already enforced/,
      because: 'serverless-iam-roles-per-function writes these redundant DependsOn',
    },
    {
      rule: 'E1155',
      message: /^'\{\{resolve:ssm:[^}]+\}\}' is not a /,
      because: 'CloudFormation replaces the reference by a value of that format during deployment',
    },
    {
      rule: 'W1020',
      message: /^'Fn::Sub' isn't needed/,
      path: /\.(Layers|Resource)\b/,
      because:
        'osls accepts as an ARN only a string that begins with arn: or a function, so a {{resolve:…}} is written as !Sub',
    },
  ] as readonly IgnoredFinding[],
} as const;
