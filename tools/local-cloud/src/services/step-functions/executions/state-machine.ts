import type { Definition } from '../language/definition.ts';

/** A deployed state machine. */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly roleArn: string;
  readonly definition: Definition;
  readonly definitionText: string;
  readonly createdAtMs: number;
}
