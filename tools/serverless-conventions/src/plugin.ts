import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { MetricCatalog } from '../../../libs/logging/src/index.ts';
import { readMetricCatalog } from '../../workspace/src/metrics/metric-catalogs.ts';
import { applyAlarms } from './alarms/apply-alarms.ts';
import { codeOwner } from './alarms/code-owner.ts';
import { RUNBOOKS_URL } from './alarms/runbooks.ts';
import { artifactFolder } from './artifact-folder.ts';
import { applyFunctionConventions } from './function-conventions.ts';
import { applyHttpConventions } from './http-conventions.ts';
import { packageLayersOffline } from './layers.ts';
import { nothingOutlivesPreview } from './nothing-outlives-preview.ts';
import { nothingReserved } from './nothing-reserved.ts';
import type { Osls } from './osls.ts';
import { isPreview } from './preview-stage.ts';
import { explainPublicRoutes } from './public-routes.ts';
import { completeRestApi } from './rest-api.ts';
import { keepReasons, neverCalledSchema, ownRolesOnly } from './roles.ts';
import { boundSchedules } from './schedules.ts';
import { shortName } from './service-name.ts';
import { isolateStreamFailures } from './streams.ts';

const rolesPerFunction: unknown = createRequire(import.meta.url)('serverless-iam-roles-per-function');

/**
 * The osls plugin that adds what all services share, so that a serverless.yml is a table of contents:
 * `plugins: ${file(../../tools/serverless-conventions/plugins.yml)}`.
 */
class ServerlessConventions {
  readonly hooks: Record<string, () => void | Promise<void>>;

  constructor(osls: Osls) {
    const { service } = osls;
    const stage = osls.getProvider('aws').getStage();
    const artifacts = artifactFolder(service, stage);
    osls.pluginManager.addPlugin(rolesPerFunction);
    osls.configSchemaHandler.defineFunctionProperties('aws', {
      properties: { neverCalled: neverCalledSchema },
    });
    this.hooks = {
      initialize: () => {
        readably(osls, () => applyFunctionConventions(service, stage));
        packageLayersOffline(osls);
      },
      'before:package:initialize': () => readably(osls, () => applyHttpConventions(service, osls.serviceDir)),
      'before:package:compileLayers': () => {
        if (osls.processedInput.commands[0] === 'package') artifacts.leaveUndated();
      },
      'before:package:finalize': () => {
        const template = service.provider.compiledCloudFormationTemplate;
        ownRolesOnly(template);
        readably(osls, () => keepReasons(template, service.functions));
        completeRestApi(template, {
          name: shortName(service.service),
          stage,
          logRetentionInDays: service.provider.logRetentionInDays,
          hasOwnAuthorizer: 'UserPoolAuthorizer' in (service.resources?.Resources ?? {}),
        });
        boundSchedules(template);
        isolateStreamFailures(template);
        readably(osls, () => explainPublicRoutes(template, service.custom?.publicRoutes ?? {}));
      },
      // By now what serverless.yml has under `resources` is in the template too.
      'after:aws:package:finalize:mergeCustomProviderResources': async () => {
        const metrics = await readMetricCatalog(osls.serviceDir);
        readably(osls, () => addAlarms(osls, stage, metrics));
        if (isPreview(stage)) {
          nothingOutlivesPreview(service.provider.compiledCloudFormationTemplate);
          nothingReserved(service.provider.compiledCloudFormationTemplate);
        }
      },
      'before:aws:deploy:deploy:createStack': () => artifacts.date(new Date()),
    };
  }
}

function addAlarms({ service, serviceDir }: Osls, stage: string, metrics: MetricCatalog): void {
  const name = shortName(service.service);
  applyAlarms(
    service.provider.compiledCloudFormationTemplate,
    service.custom?.alarms ?? {},
    {
      service: name,
      stage,
      owner: codeOwner(resolve(serviceDir, '../../.github/CODEOWNERS'), `services/${name}`),
      runbooksUrl: RUNBOOKS_URL,
    },
    metrics,
  );
}

/** osls prints its own errors without the stack trace that a mistake in a service does not need. */
function readably({ classes }: Osls, apply: () => void): void {
  try {
    apply();
  } catch (error) {
    throw new classes.Error((error as Error).message);
  }
}

export { ServerlessConventions as 'module.exports', ServerlessConventions };
