import type { ParameterStore } from '../../aws/parameter-store.ts';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { ownerOf, parametersIn, publishedBy, withoutStage } from '../order/references.ts';
import { canonical, digest } from '../packages/content-hash.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';

/** The values that a package reads from the stage. */
export interface ReadValues {
  /** Of other services: `stock/topic-arn`. */
  readonly reads: readonly string[];
  /** Digest of all values. */
  readonly readHash: string;
}

/**
 * Reads the parameters that the template resolves. A changed value requires a new deployment of the same package.
 *
 * @throws CommandError for a missing parameter, with the service that publishes it
 */
export async function readValues(
  { name, stage, template }: Pick<ServicePackage, 'name' | 'stage' | 'template'>,
  parameters: ParameterStore,
): Promise<ReadValues> {
  const own = publishedBy(template, stage);
  const all = [...new Set(parametersIn(template.Resources))].toSorted();
  const foreign = all.filter((each) => !own.has(withoutStage(each, stage)));
  const values = await parameters.getAll(foreign);
  const missing = foreign.filter((each) => !values.has(each));
  if (missing.length > 0)
    throw new CommandError(missing.map((each) => notThere(name, stage, each)).join('\n'));
  const shared = sharedParameter(stage, '');
  return {
    reads: foreign.filter((each) => each.startsWith(shared)).map((each) => each.slice(shared.length)),
    readHash: hashValues(values),
  };
}

/** @returns the full name of a parameter that a service of the stage publishes: `stock/topic-arn` */
export const sharedParameter = (stage: string, name: string): string => `/tradewind/${stage}/${name}`;

/** @returns the digest of the values of parameters, by their full names */
export const hashValues = (values: ReadonlyMap<string, string>): string =>
  digest(canonical(Object.fromEntries(values)));

function notThere(name: string, stage: string, parameter: string): string {
  const owner = ownerOf(withoutStage(parameter, stage));
  const advice = owner ? `deploy ${owner} to ${stage} first` : 'create it, because no service publishes it';
  return `${name} reads ${parameter}, which is not there: ${advice}.`;
}
