import { metricNamespace } from './alarms/declared-alarms.ts';
import type { OslsFunction, OslsService } from './osls.ts';
import { shortName } from './service-name.ts';

/** Active tracing writes segments under the role of the function. X-Ray actions have no resource-level permissions. */
const writeTraces = {
  Effect: 'Allow',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  Resource: '*',
};

/**
 * Gives every function the common environment variables, a zip that contains only its bundle, and its own role.
 *
 * @param service  changed in place, before osls compiles it
 */
export function applyFunctionConventions(service: OslsService, stage: string): void {
  service.package = { ...service.package, individually: true, excludeDevDependencies: false };
  service.provider.environment = {
    ...commonEnvironment(shortName(service.service), stage),
    ...service.provider.environment,
  };
  for (const [name, definition] of Object.entries(service.functions)) applyToFunction(name, definition);
}

function applyToFunction(name: string, definition: OslsFunction): void {
  // Includes the source map, which a function reads when a stack trace needs it (libs/logging/src/source-positions.ts); "dist/NAME.*" would include the API Gateway model too.
  definition.package ??= { patterns: ['!**', `dist/${name}.mjs*`] };
  // Keeps the plugin from generating a name that can exceed 64 characters; roles.ts removes the name.
  definition.iamRoleStatementsName ??= name;
  definition.iamRoleStatements = [...(definition.iamRoleStatements ?? []), writeTraces];
}

/**
 * The environment variables that libraries and Powertools read in every function.
 *
 * @param name  the short name of the service
 */
export const commonEnvironment = (name: string, stage: string) => ({
  STAGE: stage,
  POWERTOOLS_SERVICE_NAME: name,
  POWERTOOLS_METRICS_NAMESPACE: metricNamespace(stage),
  POWERTOOLS_LOG_LEVEL: 'INFO',
  // The share of correlation ids whose INFO lines are logged. A service can override it in provider.environment.
  LOG_SAMPLE_RATE: '1',
});
