import {
  DeleteFunctionCommand,
  DeleteLayerVersionCommand,
  LambdaClient,
  paginateListAliases,
  paginateListFunctions,
  paginateListLayerVersions,
  paginateListVersionsByFunction,
  type FunctionConfiguration,
} from '@aws-sdk/client-lambda';
import type { LambdaVersions } from '../deploy/pruning/prune-stack.ts';
import { clientSettings } from './client-settings.ts';

/** Lambda in one region. */
export function lambdaVersions(
  region: string,
  client: LambdaClient = new LambdaClient(clientSettings(region)),
): LambdaVersions {
  return {
    async ofFunction(FunctionName) {
      const found: FunctionConfiguration[] = [];
      for await (const { Versions = [] } of paginateListVersionsByFunction({ client }, { FunctionName }))
        found.push(...Versions);
      const live = found.find(({ Version }) => Version === '$LATEST');
      return {
        liveCodeSha256: live?.CodeSha256,
        versions: found
          .filter((version) => version !== live)
          .map(({ Version, CodeSha256 }) => ({
            number: Number(Version),
            ...(CodeSha256 && { codeSha256: CodeSha256 }),
          })),
      };
    },
    async aliased(FunctionName) {
      const used = new Set<number>();
      for await (const { Aliases = [] } of paginateListAliases({ client }, { FunctionName }))
        for (const { FunctionVersion, RoutingConfig } of Aliases)
          for (const version of [
            FunctionVersion,
            ...Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {}),
          ])
            used.add(Number(version));
      return used;
    },
    async ofLayer(LayerName) {
      const found: { number: number }[] = [];
      for await (const { LayerVersions = [] } of paginateListLayerVersions({ client }, { LayerName }))
        found.push(...LayerVersions.map(({ Version = 0 }) => ({ number: Version })));
      return found;
    },
    async layersInUse() {
      const used = new Set<string>();
      for await (const { Functions = [] } of paginateListFunctions({ client }, { FunctionVersion: 'ALL' }))
        for (const { Layers = [] } of Functions) for (const { Arn = '' } of Layers) used.add(Arn);
      return used;
    },
    async removeFunctionVersion(FunctionName, version) {
      await client.send(new DeleteFunctionCommand({ FunctionName, Qualifier: String(version) }));
    },
    async removeLayerVersion(LayerName, VersionNumber) {
      await client.send(new DeleteLayerVersionCommand({ LayerName, VersionNumber }));
    },
  };
}
