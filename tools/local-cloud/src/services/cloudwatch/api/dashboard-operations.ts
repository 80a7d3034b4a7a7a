import { AwsError } from '../../../contract/aws-error.ts';
import { ACCOUNT_ID, PARTITION } from '../../../../../workspace/src/aws/aws-constants.ts';
import { toSeconds } from './aws-json.ts';

/** A deployed dashboard: its body and when it was deployed. */
export interface Dashboard {
  readonly body: string;
  readonly deployedAtMs: number;
}

/** The operations of CloudWatch on dashboards, which templates deploy. */
export const dashboardOperations = (dashboards: ReadonlyMap<string, Dashboard>) => ({
  ListDashboards: ({ DashboardNamePrefix = '' }: { readonly DashboardNamePrefix?: string }) => ({
    DashboardEntries: [...dashboards]
      .filter(([name]) => name.startsWith(DashboardNamePrefix))
      .map(([name, { body, deployedAtMs }]) => ({
        DashboardName: name,
        DashboardArn: toDashboardArn(name),
        LastModified: toSeconds(deployedAtMs),
        Size: Buffer.byteLength(body),
      })),
  }),
  GetDashboard({ DashboardName = '' }: { readonly DashboardName?: string }) {
    const found = dashboards.get(DashboardName);
    if (found === undefined)
      throw new AwsError('DashboardNotFoundError', `Dashboard ${DashboardName} does not exist.`, 404);
    return { DashboardName, DashboardArn: toDashboardArn(DashboardName), DashboardBody: found.body };
  },
});

const toDashboardArn = (name: string): string =>
  `arn:${PARTITION}:cloudwatch::${ACCOUNT_ID}:dashboard/${name}`;
