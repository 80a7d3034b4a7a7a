import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { ignoreProse } from './ignore-prose.ts';
import { InProcessRunner } from './in-process-runner.ts';
import './module-graphs.ts';

/** How Stryker finds the test runner: https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin */
export const strykerPlugins = [
  declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner),
  ignoreProse,
];
