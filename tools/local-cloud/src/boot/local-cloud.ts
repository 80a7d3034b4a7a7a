import { randomInt } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { basename, join } from 'node:path';
import type { RecordedCall } from '../contract/access-control.ts';
import type { Debugging } from '../contract/debugging.ts';
import { type Credentials, developerCredentials } from '../contract/credentials.ts';
import { createAccessControl } from '../services/iam/access-control.ts';
import { createRoleService } from '../services/iam/role-service.ts';
import type { AlarmView } from '../services/cloudwatch/alarms/alarm-evaluator.ts';
import { createCloudFormationService } from '../services/cloudformation/cloudformation-service.ts';
import { createDeployedResources } from '../activity/deployed-resources.ts';
import { createActivity } from '../activity/activity.ts';
import type { ActivityLog } from '../contract/activity.ts';
import { noRecorder } from '../contract/recorder.ts';
import { appendFault } from '../faults/fault-log.ts';
import { createFaultInjector, type FaultInjector } from '../faults/fault-injector.ts';
import type { FaultPlan } from '../faults/plan/plan.ts';
import { createAwsEndpoint } from '../endpoint/aws-endpoint.ts';
import { listen } from '../contract/listen.ts';
import { createSsmService } from '../services/ssm/ssm-service.ts';
import { createParameterStore } from '../services/ssm/parameter-store.ts';
import { type Rows, silentRows } from '../../../workspace/src/cli/progress/rows.ts';
import { landingResponse, type Link } from './landing/landing-page.ts';
import { CLOUD_ROW, deploymentRows, SEED_ROW } from './progress/boot-rows.ts';
import { packageChanged } from './packaging/package-services.ts';
import { createLocalContext } from './seeding/create-local-context.ts';
import { seedServices, startCompanions } from './seeding/local-modules.ts';
import { openStateFolder } from './state/state-folder.ts';
import { toFaultLine } from './terminal/fault-line.ts';
import { mutedTerminal } from './terminal/muted-terminal.ts';
import { type Terminal, silentTerminal } from './terminal/terminal.ts';
import { createDeployer, type Deployer } from './deployer.ts';
import type { LocalService } from '../contract/local-service.ts';
import type { DeployedResource } from '../contract/resource.ts';
import { createMovableClock } from './movable-clock.ts';
import { createServices, type Observer } from './services.ts';
import { settled } from './settled.ts';

export interface LocalCloudOptions {
  /** The checkout; its packaged services are in `services/*`. */
  readonly workspaceFolder: string;
  /** Names of the services to deploy, in addition to those whose parameters they refer to. Default: all. */
  readonly services?: readonly string[];
  /** 0 for any free port. */
  readonly apiPort: number;
  readonly cloudPort: number;
  readonly stateFolder: string;
  /** Clears the state first. */
  readonly isFresh?: boolean;
  /** Names of services whose data is cleared and seeded again. */
  readonly freshServices?: readonly string[];
  /** Whether a fresh state is seeded. */
  readonly seed?: boolean;
  /** Awaited before the templates are loaded. Default: package the services that changed. */
  readonly packaged?: Promise<unknown>;
  readonly terminal?: Terminal;
  /** Which faults act after the start. Default: none; tests set them with `faults.use`. */
  readonly faults?: FaultPlan;
  readonly observer?: Observer;
  /** Shows what the start does. */
  readonly rows?: Rows;
  /** Whether to record traces, log lines and rates. Default: true. */
  readonly isRecording?: boolean;
  /** Runs functions for a debugger. */
  readonly debugging?: Debugging;
  /** The links of `GET /`. Default: none, and `GET /` is 403 as on AWS. */
  readonly links?: (apiUrl: string) => readonly Link[];
}

export interface LocalCloud {
  readonly apiUrl: string;
  /** For `AWS_ENDPOINT_URL`. */
  readonly endpointUrl: string;
  readonly credentials: Credentials;
  /** Waits until no asynchronous work is left: stream records, messages, executions, emails. */
  settled(timeoutMs?: number): Promise<void>;
  /** The number of invocations of a function so far. */
  invocations(functionName: string): number;
  resource(service: string, logicalId: string): DeployedResource;
  readonly serviceFolders: readonly string[];
  /** The calls of functions, tasks, state machines and schedules so far, each kind of call once. */
  calls(): readonly RecordedCall[];
  /** All deployed resources by `service/logicalId`. */
  deployed(): ReadonlyMap<string, DeployedResource>;
  /** Keeps the bundles of a service that run now until its next successful `redeploy`. */
  holdBundles(service: string): void;
  /**
   * Loads a service's template again, deploys its changes and runs its new bundles. After a failure, the previous template is
   * deployed again.
   */
  redeploy(service: string): Promise<void>;
  /** What was recorded since the start or the seeding; empty without recording. */
  readonly activity: ActivityLog;
  /** The current state of all alarms. */
  alarms(): readonly AlarmView[];
  /** Moves the clock of the local cloud and of its functions forward. */
  jumpClock(millis: number): void;
  /** Injects faults, and knows what it injected. */
  readonly faults: Pick<FaultInjector, 'use' | 'injected' | 'seed' | 'observe'>;
  stop(): Promise<void>;
}

// Every service with a projection of the catalog consumes all of it.
const SEEDING_MS = 120_000;

/**
 * Starts the local cloud from the packaged templates of a workspace.
 * @throws StateInUse, CorruptState, PortTaken, TemplateError, UsageError: each message says how to fix the cause
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const started = new AsyncDisposableStack();
  try {
    return await boot(options, started);
  } catch (error) {
    await started.disposeAsync().catch(() => {});
    throw error;
  }
}

async function boot(options: LocalCloudOptions, started: AsyncDisposableStack): Promise<LocalCloud> {
  const { stateFolder, workspaceFolder, rows = silentRows } = options;
  rows.begin(CLOUD_ROW, 'starting');
  const terminal = mutedTerminal(options.terminal ?? silentTerminal);
  // Packaging runs in parallel and is awaited later; until then a failure must not count as an unhandled rejection.
  const packaged = options.packaged ?? packageChanged({ workspaceFolder });
  packaged.catch(() => {});
  const state = openStateFolder(stateFolder, { isFresh: options.isFresh ?? false });
  started.defer(() => state.release());
  const store = createParameterStore(stateFolder);
  started.defer(() => store.close());

  const roles = createRoleService({
    onUnknownPolicy: (policy) =>
      terminal.warn(`The managed policy ${policy} is unknown to the local cloud and allows nothing.`),
  });
  const access = createAccessControl({
    roles,
    onDenied: ({ principal, action, resourceArn, notes }) =>
      terminal.error(
        [`Access denied: ${principal.name} is not allowed to ${action} on ${resourceArn}`, ...notes].join(
          '; ',
        ),
      ),
  });
  let deployer: Deployer | undefined;
  const activity = createActivity({ deployed: () => deployer?.deployed() ?? new Map() });
  const recorder = options.isRecording === false ? noRecorder : activity.recorder;
  const clock = createMovableClock({ onMoved: (offsetMillis) => lambda.setClock(offsetMillis) });
  started.defer(() => clock.reset());
  const faults = createFaultInjector({
    plan: options.faults ?? {},
    seed: randomInt(2 ** 31),
    recorder,
    keyOf: createDeployedResources(() => deployer?.deployed() ?? new Map()).keyOf,
    effects: {
      killEnvironment: (functionName, trace) => lambda.kill(functionName, trace),
      killDatabase: () => dynamodb.killProcess(),
      jumpClock: (millis) => clock.jump(millis),
    },
    onInjected(fault) {
      appendFault(stateFolder, fault);
      terminal.warn(toFaultLine(fault));
    },
  });
  const endpoint = createAwsEndpoint({ access, recorder, faults, onInternalError: terminal.error });
  started.defer(() => closeServer(endpoint.server));
  const port = await listen(endpoint.server, { port: options.cloudPort, variable: 'CLOUD_PORT' });
  // An IP address: the SDK then writes the bucket into the path, and no host name has to resolve.
  const endpointUrl = `http://127.0.0.1:${port}`;
  writeFileSync(join(stateFolder, 'endpoint'), `${endpointUrl}\n`);

  const { lambda, dynamodb, apiGateway, alarms, all } = await createServices({
    access,
    recorder,
    faults,
    endpointUrl,
    callEndpoint: endpoint.call,
    stateFolder,
    terminal,
    observer: options.observer ?? {},
    ...(options.debugging && { debugging: options.debugging }),
    answerOutside: ({ url = '', method = '', headers: { accept } }) =>
      options.links && landingResponse({ path: url, method, accept }, options.links(apiUrl)),
  });
  const cloudFormation = createCloudFormationService({
    stacks: () => deployer?.stacks() ?? [],
    resource: (service, logicalId) => deployer!.resource(service, logicalId),
  });
  const core = [roles, createSsmService({ store }), cloudFormation];
  const services: readonly LocalService[] = [...core, ...all];
  for (const service of services) started.defer(() => service.stop?.());
  endpoint.serve(services);
  // Listen before packaging and deployment: a taken port fails at once, and companions get the URL.
  const apiUrl = `http://localhost:${await apiGateway.listen(options.apiPort)}`;
  rows.end(CLOUD_ROW, 'started');
  rows.complete(CLOUD_ROW);

  await packaged;
  deployer = createDeployer({
    workspaceFolder,
    wanted: options.services,
    services,
    store,
    terminal,
  });
  const stacks = await deployer.load();
  const local = createLocalContext({
    endpointUrl,
    apiUrl,
    stateFolder,
    store,
    resource: deployer.resource,
    log: terminal.info,
  });
  const serviceFolders = stacks.map(({ serviceFolder }) => serviceFolder);
  // A state that is seeded as a whole needs no clearing of parts.
  const freshServices = new Set(state.seeding === 'done' ? options.freshServices : []);
  // A companion, such as a simulated provider, keeps its state under the name of its service.
  for (const service of freshServices) rmSync(join(stateFolder, service), { recursive: true, force: true });
  for (const companion of await startCompanions({ serviceFolders, local }))
    started.defer(() => companion.stop());
  await deployer.deploy((plan) => deploymentRows(rows, plan));
  if (freshServices.size > 0) await deployer.clear(freshServices);
  for (const service of services) await service.start?.();

  const isSeeded = state.seeding === 'done' && freshServices.size === 0;
  if (options.seed !== false && !isSeeded) {
    const seeded =
      freshServices.size === 0
        ? serviceFolders
        : serviceFolders.filter((folder) => freshServices.has(basename(folder)));
    rows.begin(SEED_ROW, 'seeding');
    state.recordSeeding('begun');
    await terminal.muteWhile(async () => {
      await seedServices({ serviceFolders: seeded, local });
      await settled(services, SEEDING_MS);
    });
    state.recordSeeding('done');
    activity.log.clear();
    rows.end(SEED_ROW, 'seeded');
  } else {
    rows.end(SEED_ROW, 'kept');
  }
  rows.complete(SEED_ROW);
  faults.start();

  return {
    apiUrl,
    endpointUrl,
    credentials: developerCredentials,
    calls: access.calls,
    deployed: deployer.deployed,
    settled: (timeoutMs) => settled(services, timeoutMs),
    invocations: (functionName) => lambda.invocations(functionName),
    resource: deployer.resource,
    serviceFolders,
    holdBundles: lambda.holdBundles,
    async redeploy(service) {
      await deployer!.redeploy(service);
      lambda.releaseBundles(service);
    },
    activity: activity.log,
    alarms,
    jumpClock: clock.jump,
    faults,
    stop: () => started.disposeAsync(),
  };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
}
