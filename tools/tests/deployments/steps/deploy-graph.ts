import { verify } from '../report/verify.ts';
import type { DeploymentTest } from './deployment-test.ts';

export interface Graph {
  /** `from` reads what `to` publishes. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly waves: readonly (readonly string[])[];
}

/** @returns the order of deploys, as `nx deploy-graph` prints it */
export async function readDeployGraph({ nx }: Pick<DeploymentTest, 'nx'>): Promise<Graph> {
  const { exitCode, output } = await nx(
    'run',
    'tradewind:deploy-graph',
    '--format=json',
    '--output-style=stream-without-prefixes',
  );
  verify(exitCode === 0, 'the deploy graph can be printed', output);
  // Nx prints around what a target prints.
  const [json] = /^\{[^]*^\}$/m.exec(output) ?? [];
  verify(json !== undefined, 'the deploy graph is printed as JSON', output);
  return JSON.parse(json) as Graph;
}
