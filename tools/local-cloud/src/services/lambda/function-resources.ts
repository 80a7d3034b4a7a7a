import type { ResourceProvider } from '../../contract/local-service.ts';

type Declared = Omit<ResourceProvider, 'deploy'>;

const NO_COST = 'changes nothing that can be seen here';

/** The supported and ignored properties of Lambda's resource types. */
export const declared = {
  function: {
    honors: [
      'FunctionName',
      'Handler',
      'Runtime',
      'Role',
      'MemorySize',
      'Timeout',
      'Environment',
      'ReservedConcurrentExecutions',
      'Layers',
      'DeadLetterConfig',
      'LoggingConfig',
      'Description',
    ],
    ignores: {
      Code: 'the bundle in dist/ runs, the same file that is zipped',
      Architectures: 'runs on the processor of this machine',
      TracingConfig: 'the trace id is passed on, nothing is recorded',
      Tags: NO_COST,
      PackageType: 'Zip is the only type',
      VpcConfig: 'everything runs on one machine',
      KmsKeyArn: NO_COST,
      EphemeralStorage: '/tmp is the folder of this machine',
      RuntimeManagementConfig: 'the Node.js of the workspace runs',
      RecursiveLoop: NO_COST,
    },
  },
  version: {
    honors: ['FunctionName'],
    ignores: { CodeSha256: 'every version runs the newest bundle', Description: NO_COST },
  },
  alias: {
    honors: ['FunctionName', 'Name', 'FunctionVersion'],
    ignores: { Description: NO_COST },
  },
  permission: {
    honors: ['FunctionName', 'Principal', 'Action', 'SourceArn'],
    ignores: { SourceAccount: 'there is one account' },
  },
  layerVersion: {
    honors: ['LayerName', 'Content'],
    ignores: {
      CompatibleArchitectures: 'a layer that is packaged for this stage holds the binaries of this machine',
      CompatibleRuntimes: NO_COST,
      Description: NO_COST,
      LicenseInfo: NO_COST,
    },
  },
  eventInvokeConfig: {
    honors: ['FunctionName', 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'],
    ignores: { Qualifier: 'every version runs the newest bundle' },
  },
} satisfies Record<string, Declared>;
