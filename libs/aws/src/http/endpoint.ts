/** A service of AWS as its endpoints and signatures name it. */
export interface AwsService {
  /** The prefix of its hostname: `dynamodb` in `dynamodb.us-east-1.amazonaws.com`. */
  readonly hostPrefix: string;
  /** The end of the variable that overrides its endpoint: `DYNAMODB` in `AWS_ENDPOINT_URL_DYNAMODB`. */
  readonly environmentName: string;
  readonly signingName: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Returns the endpoint of a service.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 *
 * @param endpoint  overrides the environment
 */
export function toEndpoint(
  { hostPrefix, environmentName }: AwsService,
  region: string,
  environment: Environment,
  endpoint?: string,
): URL {
  const override =
    endpoint ?? (environment[`AWS_ENDPOINT_URL_${environmentName}`] || environment['AWS_ENDPOINT_URL']);
  return new URL(override || `https://${hostPrefix}.${region}.${toDomain(region)}`);
}

const toDomain = (region: string): string =>
  region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
