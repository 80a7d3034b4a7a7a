/** The target of a rule or schedule. */
export interface Target {
  readonly arn: string;
  readonly kind: 'function' | 'queue' | 'state-machine';
  readonly roleArn: string | undefined;
  readonly input: TargetInput;
  /** Only for a FIFO queue. */
  readonly messageGroupId: string | undefined;
}

/** How the input of a target is derived from the event; without any field, the input is the whole event. */
export interface TargetInput {
  readonly constant?: string | undefined;
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

/** @param owner the rule or schedule, for the error @throws Error when the target is not supported locally */
export function toTarget(properties: unknown, owner: string): Target {
  const { Arn, RoleArn, Input, InputPath, InputTransformer, SqsParameters } = properties as TargetProperties;
  const [, kind] = KINDS.find(([pattern]) => pattern.test(Arn)) ?? [];
  if (kind === undefined) {
    throw new Error(
      `The target ${Arn} of ${owner} is not supported locally. Use a function, a queue or a state machine.`,
    );
  }
  return {
    arn: Arn,
    kind,
    roleArn: RoleArn,
    messageGroupId: SqsParameters?.MessageGroupId,
    input: {
      constant: Input,
      path: InputPath,
      transformer: InputTransformer && {
        paths: InputTransformer.InputPathsMap ?? {},
        template: InputTransformer.InputTemplate,
      },
    },
  };
}
