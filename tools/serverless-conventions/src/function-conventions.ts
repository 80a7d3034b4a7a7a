import { metricNamespace } from './alarms/declared-alarms.ts';
import type { OslsFunction, OslsService } from './osls.ts';
import { shortName } from './service-name.ts';

/** Active tracing writes segments under the function's own role; X-Ray knows no resources to name. */
const writeTraces = {
  Effect: 'Allow',
  Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
  Resource: '*',
};

/**
 * What every function has in common: its environment, its own zip with its bundle alone, and its own role.
 *
 * @param service  changed in place, before osls compiles it
 */
export function applyFunctionConventions(service: OslsService, stage: string): void {
  service.package = { ...service.package, individually: true, excludeDevDependencies: false };
  service.provider.environment = {
    ...environmentOfAll(shortName(service.service), stage),
    ...service.provider.environment,
  };
  for (const [name, definition] of Object.entries(service.functions)) applyToFunction(name, definition);
}

function applyToFunction(name: string, definition: OslsFunction): void {
  // With the star the source map travels along; "dist/NAME.*" would pack the API Gateway model too.
  definition.package ??= { patterns: ['!**', `dist/${name}.mjs*`] };
  // Only so that the plugin does not make up one, which with a long stage passes 64 letters: roles.ts takes it away.
  definition.iamRoleStatementsName ??= name;
  definition.iamRoleStatements = [...(definition.iamRoleStatements ?? []), writeTraces];
}

/**
 * What libraries, Powertools and Node read of every function's environment, so that no handler declares it.
 *
 * @param name  of the service, short
 */
export const environmentOfAll = (name: string, stage: string) => ({
  STAGE: stage,
  NODE_OPTIONS: '--enable-source-maps',
  POWERTOOLS_SERVICE_NAME: name,
  POWERTOOLS_METRICS_NAMESPACE: metricNamespace(stage),
  POWERTOOLS_LOG_LEVEL: 'INFO',
  // The share of purchases and other work whose lines at INFO are kept; a service sets its own in provider.environment.
  LOG_SAMPLE_RATE: '1',
});
