import { must } from '../report/must.ts';
import type { Proof } from './proof.ts';

export interface Graph {
  /** `from` reads what `to` publishes. */
  readonly edges: readonly { readonly from: string; readonly to: string }[];
  readonly waves: readonly (readonly string[])[];
}

/** @returns the order of deploys, as `nx deploy-graph` prints it */
export async function printedGraph({ nx }: Pick<Proof, 'nx'>): Promise<Graph> {
  const { exitCode, output } = await nx(
    'run',
    'tradewind:deploy-graph',
    '--format=json',
    '--output-style=stream-without-prefixes',
  );
  must(exitCode === 0, 'the deploy graph can be printed', output);
  // Nx prints around what a target prints.
  const [json] = /^\{[^]*^\}$/m.exec(output) ?? [];
  must(json !== undefined, 'the deploy graph is printed as JSON', output);
  return JSON.parse(json) as Graph;
}
