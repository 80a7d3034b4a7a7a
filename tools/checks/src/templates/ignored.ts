/** A finding of cfn-lint that is left alone, with the reason. One that matches nothing any more fails the check. */
export interface Ignored {
  /** https://github.com/aws-cloudformation/cfn-lint/blob/main/docs/rules.md */
  readonly rule: string;
  readonly message: RegExp;
  /** Where it may be: `Resources.JobTask.Properties.Cpu`. Anywhere by default. */
  readonly path?: RegExp;
  readonly because: string;
}

/** What is linted, and what is left alone. */
export const templateLint = {
  /** What provider.yml packages for when nobody says --region. A type that another region lacks shows when deployed there. */
  region: 'us-east-1',
  ignored: [
    {
      rule: 'W3005',
      message: /^'\w+IamRoleLambdaExecution' dependency already enforced/,
      because: 'serverless-iam-roles-per-function writes these DependsOn; they say twice what is true',
    },
    {
      rule: 'E1155',
      message: /^'\{\{resolve:ssm:[^}]+\}\}' is not a /,
      because: 'the format is that of the value, which CloudFormation puts there when it deploys',
    },
    {
      rule: 'W1020',
      message: /^'Fn::Sub' isn't needed/,
      path: /\.(Layers|Resource)\b/,
      because:
        'osls takes for an ARN what begins with arn: or is a function, so a {{resolve:…}} is written as !Sub',
    },
  ] as readonly Ignored[],
} as const;
