import type { Template } from './template.ts';

/** A packaged service: what CloudFormation deploys as one stack. */
export interface Stack {
  /** The name of its folder: `catalog`. */
  readonly service: string;
  readonly serviceFolder: string;
  readonly stackName: string;
  readonly template: Template;
}
