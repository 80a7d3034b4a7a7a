import { LambdaClient, paginateListVersionsByFunction } from '@aws-sdk/client-lambda';
import { verify } from '../report/verify.ts';
import type { DeploymentTest } from './deployment-test.ts';

const FUNCTION = 'get-stock';

/** The code of one function has changed: its previous version is pruned, first with --dry-run. */
export async function pruneOldVersions({ nx, stage, apiProxy }: DeploymentTest): Promise<string> {
  const { resource, awsClientConfig } = await stage.context(['inventory']);
  const name = resource('inventory', 'GetDashstockLambdaFunction').ref;
  const client = new LambdaClient(awsClientConfig);
  const versions = async () => {
    const found: string[] = [];
    for await (const page of paginateListVersionsByFunction({ client }, { FunctionName: name }))
      found.push(...(page.Versions ?? []).map(({ Version = '' }) => Version));
    return found.filter((version) => version !== '$LATEST');
  };
  const before = await versions();
  verify(before.length > 1, `${FUNCTION} has an old version`, before);

  // As .github/workflows/prune.yml says it.
  const inWords = await nx('run-many', '-t', 'prune', '--keep=1', '--output-style=static', '--dry-run');
  verify(inWords.exitCode === 0, 'it can be asked what would be pruned', inWords.output);
  for (const version of before.slice(0, -1))
    verify(
      inWords.output.includes(`Would delete ${name} version ${version}`),
      `version ${version} is named`,
      inWords.output,
    );
  verify((await versions()).join() === before.join(), '--dry-run removes nothing', await versions());

  const pruned = await nx('run-many', '-t', 'prune', '--keep=1', '--output-style=static');
  verify(pruned.exitCode === 0, 'pruning succeeds', pruned.output);
  const after = await versions();
  verify(after.join() === before.at(-1), 'the newest version alone stays', after);
  const { status } = await fetch(`${apiProxy.url}/inventory/stock/prd_${'9'.repeat(36)}`);
  verify(status === 404, 'the function still answers', status);
  return `${FUNCTION} had versions ${before.join(', ')} and has ${after.join()}; --dry-run said so before`;
}
