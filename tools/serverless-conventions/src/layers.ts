import type { Osls } from './osls.ts';

interface LayerCompiler {
  compareWithLastLayer(layerName: string): Promise<void>;
}

/**
 * Keeps osls from comparing layers with the deployed ones during packaging, which would require an AWS account. The
 * deploy ledger decides whether there is something to deploy.
 */
export function packageLayersOffline({ pluginManager }: Osls): void {
  for (const plugin of pluginManager.getPlugins())
    if (isLayerCompiler(plugin)) plugin.compareWithLastLayer = async () => {};
}

const isLayerCompiler = (plugin: unknown): plugin is LayerCompiler =>
  typeof (plugin as Partial<LayerCompiler>).compareWithLastLayer === 'function';
