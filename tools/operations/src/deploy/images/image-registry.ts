import { DescribeImagesCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr';
import { clientSettings, isNamed } from '../../aws/client-settings.ts';

/** What a deploy asks the container registry. */
export interface ImageRegistry {
  find(repository: string, tag: string): Promise<'there' | 'missing' | 'no repository'>;
  /** @returns how a container CLI signs in, for twelve hours */
  signIn(): Promise<RegistryLogin>;
}

export interface RegistryLogin {
  /** `123456789012.dkr.ecr.us-east-1.amazonaws.com` */
  readonly host: string;
  readonly user: string;
  readonly password: string;
}

/** Elastic Container Registry of one region: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/Welcome.html */
export function elasticContainerRegistry(
  region: string,
  client: ECRClient = new ECRClient(clientSettings(region)),
): ImageRegistry {
  return {
    async find(repositoryName, imageTag) {
      try {
        await client.send(new DescribeImagesCommand({ repositoryName, imageIds: [{ imageTag }] }));
        return 'there';
      } catch (error) {
        if (isNamed(error, 'ImageNotFoundException')) return 'missing';
        if (isNamed(error, 'RepositoryNotFoundException')) return 'no repository';
        throw error;
      }
    },
    async signIn() {
      const { authorizationData: [data] = [] } = await client.send(new GetAuthorizationTokenCommand({}));
      const [user = '', password = ''] = Buffer.from(data?.authorizationToken ?? '', 'base64')
        .toString()
        .split(':');
      return { host: new URL(data?.proxyEndpoint ?? '').host, user, password };
    },
  };
}
