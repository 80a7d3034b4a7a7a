import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CommandError } from '../cli/command-error.ts';
import type { Template } from '../templates/template.ts';

/** The output of `nx package` in a service's `.serverless`: all that a deployment requires. */
export interface ServicePackage {
  /** `catalog` */
  readonly name: string;
  readonly folder: string;
  readonly stage: string;
  readonly region: string;
  readonly stackName: string;
  readonly template: Template;
  /** Absolute paths of the zips, sorted. */
  readonly artifacts: readonly string[];
}

interface State {
  readonly service: {
    readonly provider: { readonly stage: string; readonly region: string; readonly stackName: string };
  };
}

const TEMPLATE = 'cloudformation-template-update-stack.json';

/** @returns the absolute path of a service's packaged template */
export const templateFile = ({ folder }: Pick<ServicePackage, 'folder'>): string =>
  join(folder, '.serverless', TEMPLATE);

/**
 * @param folder  the service's folder, absolute
 * @throws CommandError when it is not packaged
 */
export function readServicePackage(folder: string): ServicePackage {
  const packaged = join(folder, '.serverless');
  const name = basename(folder);
  const read = <T>(file: string): T => {
    try {
      return JSON.parse(readFileSync(join(packaged, file), 'utf8')) as T;
    } catch (cause) {
      throw new CommandError(`${name} is not packaged. Run "npx nx package ${name}" first.`, { cause });
    }
  };
  const template = read<Template>(TEMPLATE);
  const { provider } = read<State>('serverless-state.json').service;
  const artifacts = readdirSync(packaged)
    .filter((file) => file.endsWith('.zip'))
    .toSorted()
    .map((file) => join(packaged, file));
  const { stage, region, stackName } = provider;
  return { name, folder, stage, region, stackName, template, artifacts };
}

/** @throws CommandError when the package is for another stage or region */
export function requirePlace(
  { name, stage, region }: ServicePackage,
  wanted: { readonly stage: string; readonly region: string },
): void {
  if (stage === wanted.stage && region === wanted.region) return;
  throw new CommandError(
    `${name} is packaged for stage ${stage} in ${region}, not for ${wanted.stage} in ${wanted.region}. ` +
      `Run "npx nx package ${name} --stage=${wanted.stage} --region=${wanted.region}" first.`,
  );
}

/** @returns the stack name of a service, as in provider.yml */
export const stackNameOf = (name: string, stage: string): string => `tradewind-${name}-${stage}`;
