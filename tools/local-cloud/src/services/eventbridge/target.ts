/** Where a rule or schedule sends its event. */
export interface Target {
  readonly arn: string;
  readonly kind: 'function' | 'queue' | 'state-machine';
  readonly roleArn: string | undefined;
  readonly input: TargetInput;
  /** For a FIFO queue. */
  readonly messageGroupId: string | undefined;
}

/** What the target receives in place of the whole event. */
export interface TargetInput {
  readonly fixed?: string | undefined;
  readonly path?: string | undefined;
  readonly transformer?:
    { readonly paths: Readonly<Record<string, string>>; readonly template: string } | undefined;
}

interface TargetProperties {
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Record<string, string>;
    readonly InputTemplate: string;
  };
  readonly SqsParameters?: { readonly MessageGroupId?: string };
}

const KINDS: readonly [RegExp, Target['kind']][] = [
  [/^arn:aws:lambda:/, 'function'],
  [/^arn:aws:sqs:/, 'queue'],
  [/^arn:aws:states:.*:stateMachine:/, 'state-machine'],
];

/** @param owner names the rule in the error @throws Error where nothing local can receive the event */
export function targetOf(properties: unknown, owner: string): Target {
  const { Arn, RoleArn, Input, InputPath, InputTransformer, SqsParameters } = properties as TargetProperties;
  const [, kind] = KINDS.find(([pattern]) => pattern.test(Arn)) ?? [];
  if (kind === undefined) {
    throw new Error(
      `${owner} has the target ${Arn}, and the local cloud sends to functions, queues and state machines only.`,
    );
  }
  return {
    arn: Arn,
    kind,
    roleArn: RoleArn,
    messageGroupId: SqsParameters?.MessageGroupId,
    input: {
      fixed: Input,
      path: InputPath,
      transformer: InputTransformer && {
        paths: InputTransformer.InputPathsMap ?? {},
        template: InputTransformer.InputTemplate,
      },
    },
  };
}
