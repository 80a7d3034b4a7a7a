import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Debugging } from '../../contract/debugging.ts';
import type { CallEndpoint } from '../../contract/aws-request.ts';
import type { FinishedInvocation } from '../../contract/measurements.ts';
import { toFunctionName } from '../../contract/function-name.ts';
import type { LocalService } from '../../contract/local-service.ts';
import type { Principal } from '../../contract/principal.ts';
import { noRecorder, type Recorder } from '../../contract/recorder.ts';
import type { Resource } from '../../contract/resource.ts';
import { createAsyncInvocations, type AsyncSettings } from './async-invocations.ts';
import { watchBundles } from './bundle-watch.ts';
import { createDeliver } from './destinations.ts';
import type { MappingView } from './event-source-mappings/mapping-view.ts';
import { functionDefinition } from './function-definition.ts';
import { functionEnvironment, type AccessKey } from './function-environment.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import { createFunctionLog, type FunctionLogLine } from './function-log.ts';
import { declared } from './function-resources.ts';
import { createInvokeApi } from './invoke-api.ts';
import { debuggedFunctions } from './debugged-functions.ts';
import { createHeldBundles } from './held-bundles.ts';
import { functionNotFound } from './lambda-error.ts';
import { createLayers } from './layers.ts';
import { createLocalFunction, type LocalFunction } from './local-function.ts';
import { createProcessorSlack } from './processor-slack.ts';
import { createPermissions, type Permissions } from './permissions.ts';

export interface LambdaDependencies {
  readonly access: { register(principal: Principal): AccessKey };
  /** Called at deployment, when the endpoint is listening. */
  readonly endpointUrl: () => string;
  /** Answers the calls of functions to the endpoint. Default: functions call it over HTTP. */
  readonly callEndpoint?: CallEndpoint;
  /** Holds layers and queued events. */
  readonly stateFolder: string;
  /** Holds a `FUNCTION.log` per function. Default: `STATE_FOLDER/logs`. */
  readonly logsFolder?: string;
  readonly log?: (line: FunctionLogLine) => void;
  readonly onFinished?: (invocation: FinishedInvocation) => void;
  readonly recorder?: Recorder;
  /** Pauses before the second and the third attempt of a failed event. */
  readonly retryDelaysMillis?: readonly number[];
  /** How long an idle environment stays loaded. */
  readonly idleSeconds?: number;
  readonly maxEnvironmentsPerFunction?: number;
  readonly debugging?: Debugging;
  /** For ListEventSourceMappings. Default: none. */
  readonly eventSourceMappings?: () => readonly MappingView[];
}

export interface LambdaService extends LocalService, FunctionInvoker, Pick<Permissions, 'permits'> {
  /** The number of invocations of a function since the start. @throws Error for an unknown function */
  invocations(functionArnOrName: string): number;
  /** Ends the thread of the invocation with a trace header, or all busy threads of the function. */
  kill(functionName: string, trace: string | undefined): void;
  /** Moves the clock of all functions. */
  setClock(offsetMillis: number): void;
  /** Keeps running the current bundles of a service, also after a build, until they are released. */
  holdBundles(service: string): void;
  releaseBundles(service: string): void;
}

/** Environments mostly wait, so there may be more than cores. Each one takes about 15 MB. */
const ENVIRONMENTS_PER_CORE = 8;
const LAMBDA_DEFAULTS = {
  retryDelaysMillis: [300, 600],
  idleSeconds: 20,
  maxEnvironmentsPerFunction: Math.min(ENVIRONMENTS_PER_CORE * availableParallelism(), 32),
};
const REAP_MILLIS = 2000;

/** AWS Lambda: runs functions in worker threads from the bundles that a deployment zips. */
export function createLambdaService(deps: LambdaDependencies): LambdaService {
  const { access, endpointUrl, stateFolder, log = () => {} } = deps;
  const settings = { ...LAMBDA_DEFAULTS, logsFolder: join(stateFolder, 'logs'), ...deps };
  const functions = new Map<string, LocalFunction>();
  const accessKeys = new Map<string, AccessKey>();
  const asyncSettings = new Map<string, AsyncSettings>();
  const versions = new Map<string, string[]>();
  const permissions = createPermissions();
  const layers = createLayers({ folder: join(stateFolder, 'layers') });

  const find = (functionArnOrName: string): LocalFunction => {
    const found = functions.get(toFunctionName(functionArnOrName));
    if (!found) throw functionNotFound(functionArnOrName);
    return found;
  };
  const invokeAsync: FunctionInvoker['invokeAsync'] = async (functionArnOrName, event, options) =>
    queue.add(find(functionArnOrName).definition.functionName, JSON.stringify(event ?? null), options);
  const deliver = createDeliver({ endpointUrl, invokeAsync });
  const queue = createAsyncInvocations({
    folder: join(stateFolder, 'lambda', 'queued-events'),
    retryDelaysMillis: settings.retryDelaysMillis,
    settingsOf: (functionName) => asyncSettings.get(functionName) ?? {},
    invoke: (functionName, event, options) => find(functionName).invoke(event, options),
    deliver: (functionName, targetArn, record, trace) =>
      deliver({ targetArn, body: JSON.stringify(record), accessKey: accessKeys.get(functionName)!, trace }),
    async deadLetter(functionName, body, requestId, { payload, trace }) {
      const targetArn = find(functionName).definition.deadLetterTargetArn;
      const attributes = { RequestID: requestId, ErrorCode: '200', ErrorMessage: payload.slice(0, 1024) };
      const accessKey = accessKeys.get(functionName)!;
      if (targetArn) await deliver({ targetArn, body, attributes, accessKey, trace });
    },
    functionArn: (functionName) => find(functionName).definition.functionArn,
    onTrouble: (functionName, line) => log({ functionName, line }),
  });
  const debugged = debuggedFunctions(deps.debugging, {
    idleMillis: settings.idleSeconds * 1000,
    maxEnvironments: settings.maxEnvironmentsPerFunction,
  });
  let clockOffsetMillis = 0;
  const hasSlack = createProcessorSlack();
  const heldBundles = createHeldBundles();
  const refresh = (folder: string): void => {
    for (const { definition, pool } of functions.values())
      if (dirname(definition.bundlePath) === folder) pool.refresh();
  };
  const watching = watchBundles({ onChange: refresh });
  const bundleFolders = (service: string): Set<string> =>
    new Set(
      [...functions.values()]
        .filter(({ definition }) => definition.service === service)
        .map(({ definition }) => dirname(definition.bundlePath)),
    );
  let reaping: NodeJS.Timeout | undefined;

  async function deployFunction(resource: Resource) {
    const definition = functionDefinition(resource);
    const { functionName, functionArn, roleArn } = definition;
    const accessKey = access.register({ kind: 'role', name: functionName, roleArn });
    accessKeys.set(functionName, accessKey);
    const layerFolders = layers.folders(definition.layerArns);
    const variables = functionEnvironment({
      definition,
      accessKey,
      endpointUrl: endpointUrl(),
      layersFolder: layerFolders[0] ?? '',
    });
    const replaced = functions.get(functionName);
    const deployed = { ref: functionName, attributes: { Arn: functionArn } };
    if (replaced && isDeepStrictEqual(replaced.settings, { definition, variables, layerFolders })) {
      replaced.pool.refresh();
      return deployed;
    }
    functions.set(
      functionName,
      createLocalFunction({
        definition,
        variables,
        layerFolders,
        log: replaced?.log ?? createFunctionLog({ functionName, folder: settings.logsFolder, onLine: log }),
        fileOf: heldBundles.fileOf,
        hasSlack,
        clockOffsetMillis: () => clockOffsetMillis,
        callEndpoint: deps.callEndpoint,
        ...debugged.runLimits(definition),
        onFinished: deps.onFinished ?? (() => {}),
        recorder: deps.recorder ?? noRecorder,
        invocationsSoFar: replaced?.invocations() ?? 0,
      }),
    );
    replaced?.pool.drain();
    if (replaced && debugged.isChosen(definition)) void functions.get(functionName)!.pool.warm();
    watching.add(dirname(definition.bundlePath));
    return deployed;
  }

  function deployVersion({ properties, logicalId }: Resource) {
    const { functionArn, functionName } = find(String(properties.FunctionName)).definition;
    const known = versions.get(functionName) ?? [];
    if (!known.includes(logicalId)) versions.set(functionName, [...known, logicalId]);
    const version = String(versions.get(functionName)!.indexOf(logicalId) + 1);
    return {
      ref: `${functionArn}:${version}`,
      attributes: { Version: version, FunctionArn: `${functionArn}:${version}` },
    };
  }

  function deployEventInvokeConfig({ properties }: Resource) {
    const { functionName } = find(String(properties.FunctionName)).definition;
    const { OnSuccess, OnFailure } = (properties.DestinationConfig ?? {}) as Record<
      string,
      { Destination?: string } | undefined
    >;
    const { MaximumRetryAttempts: attempts, MaximumEventAgeInSeconds: age } = properties;
    asyncSettings.set(functionName, {
      ...(attempts === undefined ? {} : { maximumRetryAttempts: Number(attempts) }),
      ...(age === undefined ? {} : { maximumEventAgeSeconds: Number(age) }),
      ...(OnSuccess?.Destination ? { onSuccessArn: OnSuccess.Destination } : {}),
      ...(OnFailure?.Destination ? { onFailureArn: OnFailure.Destination } : {}),
    });
    return { ref: `${functionName}-event-invoke-config` };
  }

  return {
    name: 'lambda',
    signingNames: ['lambda'],
    resources: {
      'AWS::Lambda::Function': {
        ...declared.function,
        deploy: deployFunction,
        async remove(_resource, { ref }) {
          functions.get(ref)?.pool.drain();
          functions.delete(ref);
          asyncSettings.delete(ref);
        },
      },
      'AWS::Lambda::Version': { ...declared.version, deploy: async (resource) => deployVersion(resource) },
      'AWS::Lambda::Alias': {
        ...declared.alias,
        deploy: async ({ properties }) => ({
          ref: `${find(String(properties.FunctionName)).definition.functionArn}:${String(properties.Name)}`,
        }),
      },
      'AWS::Lambda::Permission': {
        ...declared.permission,
        async deploy(resource) {
          permissions.add(resource);
          return { ref: resource.logicalId };
        },
        remove: async (resource) => permissions.remove(resource),
      },
      'AWS::Lambda::LayerVersion': {
        ...declared.layerVersion,
        deploy: async (resource) => layers.deploy(resource),
      },
      'AWS::Lambda::EventInvokeConfig': {
        ...declared.eventInvokeConfig,
        deploy: async (resource) => deployEventInvokeConfig(resource),
        async remove({ properties }) {
          asyncSettings.delete(toFunctionName(String(properties.FunctionName)));
        },
      },
    },
    handle: createInvokeApi({
      find: (functionArnOrName) => functions.get(toFunctionName(functionArnOrName))?.definition,
      list: () => [...functions.values()].map(({ definition }) => definition),
      async invoke(functionName, event, options) {
        const called = find(functionName);
        called.log.beginTail();
        return { ...(await called.invoke(event, options)), logTail: called.log.tail() };
      },
      invokeAsync: (functionName, event, options) => queue.add(functionName, event, options),
      versionsOf: (functionName) => [
        '$LATEST',
        ...(versions.get(functionName) ?? []).map((_, index) => String(index + 1)),
      ],
      eventSourceMappings: deps.eventSourceMappings ?? (() => []),
    }),
    invoke: async (functionArnOrName, event, options) =>
      find(functionArnOrName).invoke(JSON.stringify(event ?? null), options),
    invokeAsync,
    permits: permissions.permits,
    invocations: (functionArnOrName) => find(functionArnOrName).invocations(),
    setClock(offsetMillis) {
      clockOffsetMillis = offsetMillis;
      for (const { pool } of functions.values())
        for (const environment of pool.all()) environment.setClock(offsetMillis);
    },
    kill: (functionName, trace) => functions.get(functionName)?.kill(trace),
    holdBundles(service) {
      for (const folder of bundleFolders(service)) heldBundles.hold(folder);
    },
    releaseBundles(service) {
      for (const folder of bundleFolders(service)) {
        heldBundles.release(folder);
        refresh(folder);
      }
    },
    async start() {
      debugged.checkChosen([...functions.values()].map(({ definition }) => definition));
      for (const { definition, pool } of functions.values())
        if (debugged.isChosen(definition)) await pool.warm();
      reaping = setInterval(() => {
        for (const { pool } of functions.values()) pool.reap();
      }, REAP_MILLIS).unref();
      queue.resume();
    },
    async stop() {
      clearInterval(reaping);
      await watching.stop();
      heldBundles.stop();
      queue.stop();
      await Promise.all(
        [...functions.values()].map(async ({ pool, log: functionLog }) => {
          await pool.stop();
          functionLog.close();
        }),
      );
    },
    isIdle: async () =>
      queue.pending() === 0 && [...functions.values()].every((each) => each.running() === 0),
  };
}
