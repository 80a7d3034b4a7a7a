import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DeclaredVariable } from '../../../build/src/bundler/environment/declared-environment.ts';
import { stackNameOf, type ServicePackage } from '../../../workspace/src/services/service-package.ts';
import { environmentViolations } from './packaged/environment-violations.ts';
import { environmentLocations } from './packaged/environment-locations.ts';
import { givenEnvironments } from './packaged/packaged-environment.ts';
import { parameterAccessViolations, parametersOf } from './packaged/parameter-access.ts';
import { declaredParameters } from './parameters/declared-parameters.ts';
import { parameterViolations } from './parameters/parameter-violations.ts';
import { resolvedSecretViolations, secretViolations } from './secrets/secret-violations.ts';

type Packaged = Pick<ServicePackage, 'name' | 'folder' | 'stage' | 'template'>;

/**
 * Compares the configuration that the code of a packaged service declares with its template: variables, parameters with
 * the permission to read them, and no secrets.
 *
 * @returns one message per violation
 */
export async function configurationViolations({
  name,
  folder,
  stage,
  template,
}: Packaged): Promise<string[]> {
  const places = environmentLocations(folder, `services/${name}`);
  const given = givenEnvironments(template, `${stackNameOf(name, stage)}-`).map((each) => ({
    ...each,
    declared: declarationOf(folder, each.owner),
  }));
  const read = given.flatMap((each) => parametersOf(each, each.declared));
  return [
    ...given.flatMap(({ declared, ...each }) => [
      ...environmentViolations(each, { declared, template, places }),
      ...parameterAccessViolations(each, { declared, template, places }),
      ...resolvedSecretViolations(each, places),
    ]),
    ...parameterViolations({ name, stage, template }, await declaredParameters(folder), read),
    ...secretViolations({ name, template, bundles: bundlesOf(folder) }),
  ];
}

/** Written by tools/build. A function that osls adds, such as for custom resources, declares nothing. */
function declarationOf(folder: string, owner: string): readonly DeclaredVariable[] {
  const file = join(folder, 'dist', `${owner}.environment.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DeclaredVariable[]) : [];
}

function bundlesOf(folder: string): Map<string, string> {
  const dist = join(folder, 'dist');
  const bundles = existsSync(dist) ? readdirSync(dist).filter((file) => file.endsWith('.mjs')) : [];
  return new Map(bundles.map((file) => [file, readFileSync(join(dist, file), 'utf8')]));
}
