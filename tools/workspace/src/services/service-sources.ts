import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * The parameters that a service reads and publishes according to its YAML files: `/tradewind/{stage}/inventory/topic-arn`.
 *
 * Nx orders deployments before anything is packaged, so it cannot read the templates. `nx package` checks that the
 * template refers to the same parameters (tools/operations/src/commands/package.ts).
 */
export interface ServiceSources {
  readonly name: string;
  readonly reads: ReadonlySet<string>;
  readonly publishes: ReadonlySet<string>;
}

const STAGE = '${sls:stage}';
const read = /\{\{resolve:ssm(?:-secure)?:(\/tradewind\/\$\{sls:stage\}\/[^:}]+)/g;
const published = /^\s*Name:\s*['"]?(\/tradewind\/\$\{sls:stage\}\/[\w./-]+)/gm;
const comment = /(?:^|\s)#.*$/gm;

// The authorizers that accept customers have a name that begins so; all but `customer` accept staff.
const customers = /\/authorizers\.yml\):customer/;
const staff = /\/authorizers\.yml\):(?!customer\})/;

/** The parameters that tools/serverless-conventions reads in a template, by the YAML that adds them. */
const conventions = [
  { pattern: /\bhttp:/, reads: '/tradewind/{stage}/platform/api-domain-name' },
  { pattern: /^functions:/m, reads: '/tradewind/{stage}/platform/alarm-topic-arn' },
  { pattern: customers, reads: '/tradewind/{stage}/identity/customer-pool-arn' },
  { pattern: customers, reads: '/tradewind/{stage}/identity/customer-issuer-url' },
  { pattern: staff, reads: '/tradewind/{stage}/identity/staff-pool-arn' },
  { pattern: staff, reads: '/tradewind/{stage}/identity/staff-issuer-url' },
];

/** @param folder  the service's folder */
export function serviceSources(folder: string): ServiceSources {
  const text = yamlFiles(folder)
    .map((file) => readFileSync(file, 'utf8').replaceAll(comment, ''))
    .join('\n');
  const namesOf = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, name]) => name!.replace(STAGE, '{stage}'));
  const publishes = new Set(namesOf(published));
  const implied = conventions.filter(({ pattern, reads }) => pattern.test(text) && !publishes.has(reads));
  return {
    name: basename(folder),
    reads: new Set([...namesOf(read), ...implied.map(({ reads }) => reads)]),
    publishes,
  };
}

/** @returns the other services whose parameters a service reads */
export const upstreamsInSources = ({ name, reads }: ServiceSources): string[] =>
  [...new Set([...reads].map((parameter) => parameter.split('/')[3]!))]
    .filter((owner) => owner !== name)
    .toSorted();

function yamlFiles(folder: string): string[] {
  const infra = join(folder, 'infra');
  const inInfra = existsSync(infra) ? readdirSync(infra, { recursive: true, encoding: 'utf8' }) : [];
  const yaml = inInfra.filter((name) => /\.ya?ml$/.test(name)).toSorted();
  return [join(folder, 'serverless.yml'), ...yaml.map((name) => join(infra, name))];
}
