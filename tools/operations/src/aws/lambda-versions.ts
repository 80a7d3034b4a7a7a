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
import { clientSettings } from './client-settings.ts';

/** A published version of a function or a layer. */
export interface PublishedVersion {
  readonly number: number;
  /** Functions only. */
  readonly codeSha256?: string;
}

export interface LambdaVersions {
  /** @returns all published versions, and the hash of `$LATEST` */
  ofFunction(name: string): Promise<{ versions: PublishedVersion[]; liveCodeSha256: string | undefined }>;
  /** @returns the versions that aliases route to, including weighted ones */
  aliased(functionName: string): Promise<Set<number>>;
  ofLayer(name: string): Promise<PublishedVersion[]>;
  /** @returns the ARNs of all layer versions that any version of a function in the region uses */
  layersInUse(): Promise<Set<string>>;
  removeFunctionVersion(name: string, version: number): Promise<void>;
  removeLayerVersion(name: string, version: number): Promise<void>;
}

/** The Lambda versions of one region. */
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
