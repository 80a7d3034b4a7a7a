import { basename } from 'node:path';
import { REGION, STAGE } from '../../../../workspace/src/aws/aws-constants.ts';
import type { ConsoleSource } from '../console-source.ts';
import type { Route } from '../route.ts';

/** What runs and where: shown on every page. */
export interface SystemInfo {
  readonly apiUrl: string;
  readonly endpointUrl: string;
  readonly stage: string;
  readonly region: string;
  readonly services: readonly string[];
}

export const systemRoutes = ({ cloud }: ConsoleSource): readonly Route[] => [
  {
    method: 'GET',
    path: '/api/system',
    handle: (): SystemInfo => ({
      apiUrl: cloud.apiUrl,
      endpointUrl: cloud.endpointUrl,
      stage: STAGE,
      region: REGION,
      services: cloud.serviceFolders.map((folder) => basename(folder)),
    }),
  },
];
