import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { MetricCatalog } from '../../../libs/logging/src/index.ts';
import { readMetricCatalog } from '../../workspace/src/metrics/metric-catalogs.ts';
import { alarmViolations } from './alarms/alarm-violations.ts';
import { applyAlarms } from './alarms/apply-alarms.ts';
import { findCodeOwner } from './alarms/code-owner.ts';
import { RUNBOOKS_URL } from './alarms/runbooks.ts';
import { artifactFolder } from './artifact-folder.ts';
import { protectFromDeletion } from './deletion-protection.ts';
import { applyAuthorizerConventions } from './authorizers.ts';
import { applyFunctionConventions } from './function-conventions.ts';
import { applyHttpConventions } from './http-conventions.ts';
import { packageLayersOffline } from './layers.ts';
import { applyPreviewRemovalPolicy } from './preview-removal-policy.ts';
import { removeReservedConcurrency } from './preview-concurrency.ts';
import { mergeRoutes, requireNoReference } from './lambdalith.ts';
import { addIdempotencyTable, applyIdempotency, idempotentRoutes } from './idempotency.ts';
import type { Osls } from './osls.ts';
import { isPreview } from './preview-stage.ts';
import { copyPublicRouteReasons } from './public-routes.ts';
import { completeRestApi } from './rest-api.ts';
import { copyNeverCalledReasons, neverCalledSchema, keepFunctionRoles } from './roles.ts';
import { limitScheduleRetries } from './schedules.ts';
import { shortName } from './service-name.ts';
import { retryStreams } from './streams.ts';
import { redriveSubscriptions } from './subscriptions.ts';

const rolesPerFunction: unknown = createRequire(import.meta.url)('serverless-iam-roles-per-function');

/**
 * The osls plugin that adds what all services share, so that a serverless.yml contains only what is specific:
 * `plugins: ${file(../../tools/serverless-conventions/plugins.yml)}`.
 */
class ServerlessConventions {
  readonly hooks: Record<string, () => void | Promise<void>>;

  constructor(osls: Osls) {
    const { service } = osls;
    const stage = osls.getProvider('aws').getStage();
    const artifacts = artifactFolder(service, stage);
    let idempotent: ReadonlyMap<string, string> = new Map();
    let replaced: readonly string[] = [];
    osls.pluginManager.addPlugin(rolesPerFunction);
    osls.configSchemaHandler.defineFunctionProperties('aws', {
      properties: { neverCalled: neverCalledSchema },
    });
    this.hooks = {
      initialize: () => {
        withReadableErrors(osls, () => {
          applyIdempotency(service);
          applyFunctionConventions(service, stage);
        });
        packageLayersOffline(osls);
      },
      'before:package:initialize': () =>
        withReadableErrors(osls, () => {
          applyHttpConventions(service, osls.serviceDir);
          applyAuthorizerConventions(service, osls.serviceDir, {
            service: shortName(service.service),
            stage,
          });
          idempotent = idempotentRoutes(service);
          replaced = mergeRoutes(service, stage);
        }),
      'before:package:compileLayers': () => {
        if (osls.processedInput.commands[0] === 'package') artifacts.leaveUndated();
      },
      'before:package:finalize': () => {
        const template = service.provider.compiledCloudFormationTemplate;
        keepFunctionRoles(template);
        withReadableErrors(osls, () => copyNeverCalledReasons(template, service.functions));
        completeRestApi(template, {
          name: shortName(service.service),
          stage,
          logRetentionInDays: service.provider.logRetentionInDays,
        });
        addIdempotencyTable(template, idempotent);
        limitScheduleRetries(template);
        retryStreams(template);
        withReadableErrors(osls, () => copyPublicRouteReasons(template, service.custom?.publicRoutes ?? {}));
      },
      // At this point the template includes the `resources` of serverless.yml.
      'after:aws:package:finalize:mergeCustomProviderResources': async () => {
        redriveSubscriptions(service.provider.compiledCloudFormationTemplate);
        const metrics = await readMetricCatalog(osls.serviceDir);
        withReadableErrors(osls, () =>
          requireNoReference(service.provider.compiledCloudFormationTemplate, replaced),
        );
        withReadableErrors(osls, () => addAlarms(osls, stage, metrics));
        if (isPreview(stage)) {
          applyPreviewRemovalPolicy(service.provider.compiledCloudFormationTemplate);
          removeReservedConcurrency(service.provider.compiledCloudFormationTemplate);
        } else {
          protectFromDeletion(service.provider.compiledCloudFormationTemplate);
        }
      },
      'before:aws:deploy:deploy:createStack': () => artifacts.date(new Date()),
    };
  }
}

function addAlarms({ service, serviceDir }: Osls, stage: string, metrics: MetricCatalog): void {
  const name = shortName(service.service);
  const violations = alarmViolations(service.custom?.alarms ?? {});
  if (violations.length > 0) throw new Error(violations.join('\n'));
  applyAlarms(
    service.provider.compiledCloudFormationTemplate,
    service.custom?.alarms ?? {},
    {
      service: name,
      stage,
      owner: findCodeOwner(resolve(serviceDir, '../../.github/CODEOWNERS'), `services/${name}`),
      runbooksUrl: RUNBOOKS_URL,
    },
    metrics,
  );
}

/** Converts errors to those of osls, which it prints without a stack trace. */
function withReadableErrors({ classes }: Osls, apply: () => void): void {
  try {
    apply();
  } catch (error) {
    throw new classes.Error((error as Error).message);
  }
}

export { ServerlessConventions as 'module.exports', ServerlessConventions };
