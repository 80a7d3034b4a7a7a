import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { declaredParameters, parameterPath } from '../configuration/parameters/declared-parameters.ts';
import type { DriftedResource } from './stack-drift.ts';

/**
 * @param services  the folder of all services, absolute
 * @returns the names of the parameters that operators set: `/tradewind/dev/checkout/sales`
 */
export async function operatorParameters(stage: string, services: string): Promise<ReadonlySet<string>> {
  const declared = readdirSync(services).map(async (service) =>
    (await declaredParameters(join(services, service))).map(({ name }) =>
      parameterPath(stage, service, name),
    ),
  );
  return new Set((await Promise.all(declared)).flat());
}

/** @returns whether it is what `npm run -s config` does: another value of a parameter that operators set */
export const isOperatorValue = (drifted: DriftedResource, parameters: ReadonlySet<string>): boolean =>
  drifted.type === 'AWS::SSM::Parameter' &&
  parameters.has(drifted.physicalId) &&
  !drifted.isGone &&
  drifted.properties.every((path) => path === '/Value');
